import Domain
import Storage
import Web

/// # When offices in many time zones can meet
///
/// Whoever has an account chooses secretariats, countries or cities, days and a length, and sees the hours in which all of them work. Weekends,
/// which differ, are marked. Nothing is stored: the address is the search, and can be sent to others.
enum SlotRoutes {
    static let all: [Route] = [
        .get(Paths.slots, .account) { visit in
            let query = visit.inbound.query
            let keys = query.fields.filter { $0.name == "office" }.map(\.value)
            return try await visit.read { reading in
                let offices = try SlotOffices(reading)
                do {
                    let search = try SlotSearch(keys: keys, query, now: visit.now, reading)
                    return SlotsPage(
                        visit: visit, offices: offices, keys: keys, search: search, state: FormState(query)
                    ).answer
                } catch {
                    let state = try FormState.refused(query, error)
                    return SlotsPage(visit: visit, offices: offices, keys: keys, search: nil, state: state).answer
                }
            }
        }
    ]
}

enum SlotAPI {
    struct SlotPlaceBody: Codable, Sendable {
        let office: String
        /// The clock there: `2027-06-09` and `09:00`.
        let day: String
        let begins: String
        let hours: MeetingSlot.Hours
        let isWeekend: Bool
    }

    struct SlotBody: Codable, Sendable {
        /// ISO 8601, UTC.
        let start: String
        /// Whether all offices work then.
        let fits: Bool
        let places: [SlotPlaceBody]

        init(_ slot: MeetingSlot) {
            start = MomentWords.iso(slot.start)
            fits = slot.fits
            places = slot.places.map { place in
                SlotPlaceBody(
                    office: place.office.name, day: place.day.description, begins: SlotsPage.clock(place.begins),
                    hours: place.hours, isWeekend: place.isWeekend)
            }
        }
    }

    static let routes: [APIRoute] = [
        .get(
            Paths.apiSlots, .account, "Network",
            "Hours in which offices in many time zones work; where none fits all, those that leave out the fewest.",
            query: [
                .init(
                    name: "offices",
                    meaning:
                        "Two or more of `region:ID` (its secretariat), `country:KZ`, `city:ID`, with commas between.",
                    schema: .string),
                .init(name: "day", meaning: "The first day; today by default.", schema: .string),
                .init(
                    name: "days", meaning: "How many days; 1 by default.", schema: .whole(1...SlotSearch.mostDays)),
                .init(name: "minutes", meaning: "Of the meeting; 120 by default.", schema: .whole(15...600)),
                .init(name: "from", meaning: "The hour in which work begins; 8 by default.", schema: .whole(0...23)),
                .init(name: "to", meaning: "The hour in which it ends; 18 by default.", schema: .whole(1...24)),
            ]
        ) { visit in
            let query = visit.inbound.query
            let keys = query.text("offices").split(separator: ",").map { String($0).trimmed }
            let slots = try await visit.read { reading -> [SlotBody] in
                let search = try SlotSearch(keys: keys, query, now: visit.now, reading)
                guard search.chosen.count > 1 else {
                    throw Refusal.invalid(["offices": L("Choose two or more.")])
                }
                let fitting = search.fitting()
                return (fitting.isEmpty ? search.best() : fitting).map(SlotBody.init)
            }
            return ListBody(items: slots, next: nil)
        }
    ]
}

extension MeetingSlot.Hours: ChoiceType {}
