import Domain
import Storage
import Web

/// A set of questions, as it is called.
struct FrameworkFields: FieldRecord {
    var code = ""
    var title = ""
    /// BCP 47.
    var language = "en"

    static let isSentWithKey = true

    static let fields: [Field<FrameworkFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .line("code", \.code, L("Short code"), hint: L("Stands in files: DEMO-2027."), limit: 30, isRequired: true),
        .choice(
            "language", \.language, L("Written in"), .language, options: { ContributionLanguage.options },
            fault: ContributionLanguage.fault),
    ]
}
