import Storage
import Web

/// What those who are asked are called: a focal point whose name nobody has changed, in the reader's language.
struct AddresseeNames {
    private let own: DirectoryNames
    private let others: [(language: Language, names: DirectoryNames)]

    init(_ reading: any Reading) throws {
        own = try DirectoryNames(reading)
        others = try Language.allCases.map { (language: $0, names: try DirectoryNames(reading, language: $0)) }
    }

    static func focalPoint(of country: String) -> Message { L("Focal point of \(country)") }

    func name(_ addressee: AddresseeRecord) -> String {
        let fields = addressee.fields
        guard fields.kind == "focal-point", let country = own.country(fields.country) else { return fields.name }
        let isAsMade = others.contains { other in
            other.names.country(fields.country).map {
                Self.focalPoint(of: $0).string(in: other.language) == fields.name
            } ?? false
        }
        return isAsMade ? Self.focalPoint(of: country).string() : fields.name
    }
}
