import Domain
import Web

/// Why a row is left out, in words.
enum ImportWords {
    static func reasons(_ row: PlannedRow) -> [Message] {
        switch row.outcome {
        case .duplicate(let number): [L("The same person as in row \(number).")]
        case .wrong(let problems): problems.map(reason)
        case .leftByChoice: [L("Left out by choice: somebody with this name and country is in the directory.")]
        default: []
        }
    }

    /// What a field of a change is called.
    static func label(_ field: String) -> Message {
        switch field {
        case "name": L("Name")
        case "role": L("Role")
        default: PersonField(rawValue: field)?.label ?? .verbatim(field)
        }
    }

    /// A value of a change as people read it.
    static func shown(_ field: String, _ value: String, _ names: DirectoryNames) -> String {
        switch field {
        case "country": names.country(value) ?? value
        case "sector": names.sector(value)?.label.string() ?? value
        case "role": Role(rawValue: value)?.label.string() ?? value
        default: value
        }
    }

    private static func reason(_ problem: PlannedRow.Problem) -> Message {
        let column = problem.column.label
        switch problem.kind {
        case .missing: return L("\(column): the cell is empty.")
        case .unknown where problem.column == .country:
            return L("\(column): no country is called “\(problem.value)”. Use the name or the ISO code.")
        case .unknown: return L("\(column): “\(problem.value)” is not known.")
        case .malformed: return L("\(column): “\(problem.value)” is not written as name@example.org.")
        case .tooLong: return L("\(column): the text is too long.")
        case .tooMany: return L("\(column): there are too many.")
        case .leftOut: return L("\(column): rows with “\(problem.value)” are left out.")
        case .damaged: return L("\(column): a letter is damaged in “\(problem.value)”.")
        case .error: return L("\(column): the cell holds the error \(problem.value).")
        case .taken: return L("\(column): “\(problem.value)” belongs to somebody else.")
        case .kept:
            return L(
                "\(column): somebody else already maintains the entry of “\(problem.value)”; ask an administrator.")
        }
    }
}
