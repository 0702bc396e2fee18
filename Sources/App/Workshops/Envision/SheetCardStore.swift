import Domain
import Storage
import Web

extension CardAccess {
    /// Of the sheet of a group or a country.
    init(sheet id: EnvisionSheet.ID, _ asked: CardKind.Asked, _ reading: any Reading) throws {
        let sheet = try SheetPeopleStore(reading).sheet(id, in: asked.event)
        if let group = sheet.group {
            try self.init(group: group, asked, until: nil, reading)
        } else {
            try self.init(sheet, asked, reading)
        }
    }

    /// Of the sheet of a country.
    private init(_ sheet: SheetPeopleStore.Sheet, _ asked: CardKind.Asked, _ reading: any Reading) throws {
        let people = CardPeopleStore(reading)
        if let country = sheet.country, asked.membership.delegations.contains(country) {
            self.init(isSeen: true, isOwn: true, refusal: try people.closure(asked.event, until: nil))
        } else {
            // An anonymous sheet is shown in the gallery, without a way from there to its cards.
            self.init(isSeen: !asked.membership.isStranger && sheet.isNamed, isOwn: false, refusal: .notYourCard)
        }
    }
}

/// Whose a sheet is, and whether all may read it.
private struct SheetPeopleStore {
    struct Sheet {
        let group: BreakoutGroup.ID?
        let country: String?
        let publication: String

        var isNamed: Bool { publication == "named" }
    }

    let reading: any Reading

    init(_ reading: any Reading) { self.reading = reading }

    func sheet(_ id: EnvisionSheet.ID, in event: Event.ID) throws -> Sheet {
        let row = try reading.first(
            "SELECT group_id, country, publication FROM sheet WHERE id = \(id) AND event_id = \(event)")
        guard let row else { throw Refusal.notFound }
        return Sheet(
            group: try row.get("group_id"), country: try row.get("country"), publication: try row.get("publication"))
    }
}
