import Domain
import Storage
import Web

/// Reads guides: all the SQL that other features may ask. Writing is in GuideStore+Writing.swift.
struct GuideStore {
    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    /// The guide as its readers get it; nothing where the event has none.
    /// - Parameter language: BCP 47; the main language unless told.
    func document(of event: Event.ID, in language: String? = nil) throws -> GuideDocument? { nil }
}

/// What a guide must fulfil before it leaves the room.
enum GuideRelease {
    /// - Throws: ``Refusal`` that names each piece of evidence that is marked closer than the guide, or not published.
    static func check(_ document: GuideDocument) throws {}
}
