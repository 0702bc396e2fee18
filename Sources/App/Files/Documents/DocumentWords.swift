import Domain
import Web

/// The words that documents carry on every page.
struct DocumentWords {
    let language: Language

    init(_ language: Language) { self.language = language }

    var contents: String { L("Contents").string(in: language) }
    var dataTable: String { L("The numbers in the chart").string(in: language) }

    func figure(_ number: Int) -> String { L("Figure \(number)").string(in: language) }
    func table(_ number: Int) -> String { L("Table \(number)").string(in: language) }

    /// What stands before, between and after the two numbers of "Page 3 of 12".
    var page: (before: String, between: String, after: String) {
        let text = L("Page \("{n}") of \("{all}")").string(in: language)
        guard let first = text.range(of: "{n}"),
            let second = text.range(of: "{all}", range: first.upperBound..<text.endIndex)
        else { return ("", " / ", "") }
        return (
            String(text[..<first.lowerBound]), String(text[first.upperBound..<second.lowerBound]),
            String(text[second.upperBound...])
        )
    }

    /// What a marking allows, after FIRST's Traffic Light Protocol 2.0, in our words.
    static func meaning(of marking: String) -> Message {
        switch marking {
        case "RED": L("TLP:RED: only for the persons who received it; not to be passed on.")
        case "AMBER+STRICT":
            L("TLP:AMBER+STRICT: only for those in the recipients’ own organisations who need to know.")
        case "AMBER":
            L("TLP:AMBER: only for those in the recipients’ organisations, and their clients, who need to know.")
        case "GREEN": L("TLP:GREEN: may be passed on within the community; not to be published.")
        default: L("TLP:CLEAR: may be passed on without limit.")
        }
    }

    /// The colour of the letters on black (FIRST, Traffic Light Protocol 2.0, "TLP in RGB").
    static func colour(of marking: String) -> String {
        switch marking.split(separator: "+").first {
        case "RED": "#FF2B2B"
        case "AMBER": "#FFC000"
        case "GREEN": "#33FF00"
        default: "#FFFFFF"
        }
    }
}
