import Domain
import Storage
import Web

/// The letter that a consulate asks for: who is invited to what, from when to when. Made of what was told for it; nothing of it is kept.
enum LetterDocument {
    static func file(_ visit: Visit, _ event: Event.ID, _ id: Registration.ID) async throws -> Answer {
        let document = try await visit.read { reading -> Document in
            try visit.require(.organise, in: event, reading)
            let traveller = try TravellerStore(reading).traveller(event, id)
            guard traveller.isSeated, let letter = try JourneyStore(reading).letter(id) else {
                throw Refusal.noLetterAsked
            }
            let journey = try JourneyStore(reading).journey(id)
            let record = try EventStore(reading).event(event)
            let programme = try ProgrammeStore(reading).programme(record.programme).title
            return paper(record, programme, traveller, letter, journey, now: visit.now)
        }
        let bytes = try await visit.services.limits.conversions.pass(busy: .conversionsBusy) {
            try await document.file(.docx)
        }
        return .download(bytes, type: Document.Format.docx.mediaType, name: "letter.docx")
    }

    private static func paper(
        _ event: EventRecord, _ programme: String, _ traveller: Traveller, _ letter: LetterFields,
        _ journey: JourneyRecord?,
        now: Int64
    ) -> Document {
        var letterPaper = Document(
            title: L("Invitation").string(), kind: programme, marking: event.marking,
            language: Language.current.rawValue)
        letterPaper.startsChaptersOnPages = false
        letterPaper.facts = [
            .init(L("Name as in the passport"), letter.passportName),
            .init(L("Number of the passport"), letter.passportNumber),
            .init(L("Date of birth"), DateText.day(letter.bornOn)),
            .init(L("Organisation"), traveller.organisation.isEmpty ? "–" : traveller.organisation),
        ]
        let arrival = journey.flatMap { $0.fields.arrivesOn.isEmpty ? nil : $0.fields.arrivesOn } ?? event.startsOn
        let departure = journey.flatMap { $0.fields.departsOn.isEmpty ? nil : $0.fields.departsOn } ?? event.endsOn
        letterPaper.blocks = [
            .paragraph(L("To whom it may concern")),
            .paragraph(
                L(
                    "\(letter.passportName) is invited to “\(event.title)”, which takes place from \(DateText.day(event.startsOn)) to \(DateText.day(event.endsOn)) in \(event.place)."
                )),
            .paragraph(L("The stay is planned from \(DateText.day(arrival)) to \(DateText.day(departure)).")),
            .paragraph(
                traveller.isFunded
                    ? L("The costs of travel and stay are borne by the programme “\(programme)”.")
                    : L("The costs of travel and stay are borne by the participant or their institution.")),
            .paragraph(L("We ask you to grant a visa for this purpose.")),
            .paragraph(.verbatim(DateText.day(CalendarDate.today(now, timeZone: event.timeZone)))),
        ]
        return letterPaper
    }
}
