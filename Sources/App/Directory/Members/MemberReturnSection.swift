import Domain
import Markup
import Web

/// The way back to the form of a new member, for who adds a city or an organisation that was missing there: what was typed comes along.
struct MemberReturnSection {
    private static let names = ["member", "role", "since", "until", "document", "note"]

    private let programme: Programme.ID
    private let typed: [(name: String, value: String)]

    /// - Parameter values: of an address or a form; nothing where they come from no such form.
    init?(_ values: FormValues) {
        guard let programme = Programme.ID(values.text("programme")) else { return nil }
        self.programme = programme
        typed = Self.begin(values)
    }

    /// What the form of a new member begins with.
    static func begin(_ values: FormValues) -> [(name: String, value: String)] {
        names.map { (name: $0, value: values[$0] ?? "") }
    }

    /// In the form of what is added.
    var fields: HTML {
        ([(name: "programme", value: programme.description)] + typed).html {
            "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">"
        }
    }

    /// - Parameter ref: what was added; nothing for what was chosen before.
    func path(_ ref: MemberRef? = nil) -> String {
        let pairs: [(String, String?)] = typed.map { field in
            let value = field.name == "member" ? ref?.description ?? field.value : field.value
            return (field.name, value.nilIfEmpty)
        }
        return Paths.newProgrammeMember(programme) + QueryText.of(pairs)
    }

    /// In the form of a new member. They stand behind its own button, which the key Return presses.
    static func buttons(_ programme: Programme.ID) -> HTML {
        let ways: [(path: String, words: Message)] = [
            (Paths.newCity(), L("Add a city")), (Paths.newOrganisation(), L("Add an organisation")),
        ]
        return ways.html { way in
            """
            <button class="plain" name="programme" value="\(programme)" formaction="\(way.path)" formmethod="get" formnovalidate>\(way.words)</button>
            """
        }
    }
}
