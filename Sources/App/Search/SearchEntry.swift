import Domain
import Web

/// Words with their language: BCP 47, or nothing where they have none.
struct SearchText: Sendable, Hashable {
    let words: String
    var language: String?
    /// Its marks are left out where it is shown.
    var isMarkdown = false

    init(_ words: String, in language: String? = nil, isMarkdown: Bool = false) {
        self.words = words
        self.language = language
        self.isMarkdown = isMarkdown
    }
}

/// One thing that may be found, as its visitor may see it.
struct SearchEntry: Sendable, Hashable {
    /// Where it stands, which is told beside it.
    enum Home: Sendable, Hashable {
        case event(Event.ID), programme(Programme.ID)
        case server
    }

    let kind: SearchKind
    let id: String
    /// What it is called, or what it says.
    let title: SearchText
    let home: Home
    /// The page that shows it; nothing where the visitor can open none.
    let path: String?
    /// What else is searched; the first in which something is found is shown with it.
    var texts: [SearchText] = []
    /// Told beside it, and not searched.
    var details: [Message] = []
    /// A TLP 2.0 label without "TLP:"; nothing for that of its event.
    var marking: String?

    init(_ kind: SearchKind, _ id: some CustomStringConvertible, _ title: SearchText, in home: Home, path: String?) {
        self.kind = kind
        self.id = id.description
        self.title = title
        self.home = home
        self.path = path
    }
}
