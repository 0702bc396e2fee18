import Domain
import Storage
import Web

/// What is told of an area, as a form, a file or the starting data gives it: code, parent, name-en, name-fr, name-ru, name-ar, crosswalk.
struct AreaFields: FieldRecord {
    /// What files and addresses call it: `water-safety`.
    var code = ""
    /// The code of the one above; empty for none.
    var parent = ""
    var names = AreaNames()
    var crosswalk = ""
    var note = ""
    /// An ``AreaRecord/Axis``.
    var axis = AreaRecord.Axis.topic.rawValue

    init() {}

    init(code: String, parent: String, names: AreaNames, crosswalk: String = "", note: String = "", axis: String) {
        (self.code, self.parent, self.names) = (code, parent, names)
        (self.crosswalk, self.note, self.axis) = (crosswalk, note, axis)
    }

    init(_ area: AreaRecord, in tree: AreaTree) {
        self.init(
            code: area.code, parent: tree.area(area.parent)?.code ?? "", names: area.names, crosswalk: area.crosswalk,
            note: area.note, axis: area.axis.rawValue)
    }

    static let fields: [Field<AreaFields>] = [
        .line(
            "code", \.code, L("Code"), hint: L("Small letters, digits and hyphens: files and links name it so."),
            limit: 40,
            isRequired: true),
        .line("parent", \.parent, L("Part of"), limit: 40),
        .line("name_en", \.names.english, L("Name in English"), limit: 150, isRequired: true),
        .line("name_fr", \.names.french, L("Name in French"), limit: 150),
        .line("name_ru", \.names.russian, L("Name in Russian"), limit: 150),
        .line("name_ar", \.names.arabic, L("Name in Arabic"), limit: 150),
        .line(
            "crosswalk", \.crosswalk, L("Called elsewhere"),
            hint: L("Codes of other lists, as scheme:code, with spaces between."), limit: 300),
        .lines("note", \.note, L("Note"), limit: 1_000),
        .choice(
            "axis", \.axis, L("Kind of area"), .choice(AreaRecord.Axis.allCases.map(\.rawValue)),
            options: { AreaRecord.Axis.allCases.map { ($0.rawValue, $0.label) } },
            fault: { AreaRecord.Axis(rawValue: $0) == nil ? L("This value is not one of those allowed.") : nil }),
    ]

    /// The columns of the file `areas`.
    static let header = ["code", "parent", "name-en", "name-fr", "name-ru", "name-ar", "crosswalk"]

    var row: [String] {
        [code, parent, names.english, names.french, names.russian, names.arabic, crosswalk]
    }
}
