import Storage

/// A room in which a text is written. To texts, comments, seats and live pages it is an event; people do not meet in it, and so no list,
/// calendar, count or door names it.
enum WritingRoom {
    /// ``EventKind/code``.
    static let kind = "publication"

    /// Of a table of events that is called `e`: what lists of events hold.
    static var isMeeting: SQL { "e.kind <> 'publication'" }

    /// Of a table of events that is called `e`: what organisers of the programme run because they organise it. A text that is RED is for
    /// those who are named, and for nobody else.
    static var isOpenToOrganisers: SQL { "NOT (e.kind = 'publication' AND e.marking = 'RED')" }

    /// The short address of one, which nobody can type: codes are looked for in capital letters.
    static func code(_ id: String) -> String { "writing-\(id.lowercased())" }
}
