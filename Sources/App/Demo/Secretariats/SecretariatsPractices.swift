import Domain
import Storage
import Web

/// What countries do well, and what others do with it: six practices, taken over across regions.
struct SecretariatsPractices: Sendable {
    let stage: DemoStage
    let cast: SecretariatsCast

    private struct Told: Sendable {
        let owner: String
        let title: String
        let summary: String
        let conditions: String
        let decided: [(country: String, decision: PracticeDecision, note: String)]
    }

    private static let told = [
        Told(
            owner: "KZ", title: "One duty list, tested each month",
            summary: "Three services keep one list of who is called first, and call it once a month at night.",
            conditions: "Somebody who keeps the list; an hour a month.",
            decided: [
                ("KG", .adopt, ""), ("UZ", .adopt, "Since spring."), ("TJ", .adapt, "By radio in the mountains."),
                ("GE", .considering, ""), ("MA", .adopt, ""), ("SN", .considering, ""),
            ]),
        Told(
            owner: "GE", title: "A first notice of four lines",
            summary: "What is known, what is not, what we do, when we write again: four lines in two languages.",
            conditions: "A form, and the right to send it without a second signature.",
            decided: [
                ("AM", .adopt, ""), ("MD", .adopt, ""), ("KZ", .adapt, "In three languages."), ("PH", .adopt, ""),
                ("RS", .decline, "The law asks for a second signature."),
            ]),
        Told(
            owner: "MA", title: "The hospital comes to the port",
            summary: "Twice a year a hospital and a port practise the way of one patient, on foot, without equipment.",
            conditions: "Half a day of ten people.",
            decided: [("TN", .adopt, ""), ("LB", .considering, ""), ("BJ", .adapt, "At the river.")]),
        Told(
            owner: "PH", title: "Messages that travel with people",
            summary: "At bus stations the public finds one message, in the languages of those who travel.",
            conditions: "Texts that are agreed beforehand.",
            decided: [("TH", .adopt, ""), ("VN", .considering, ""), ("KZ", .considering, "")]),
        Told(
            owner: "UA", title: "A second shift by name",
            summary: "Every function has a second and a third person by name, who has done the work in an exercise.",
            conditions: "People, and a list that is kept.",
            decided: [("MD", .adopt, ""), ("BA", .decline, "Not enough people.")]),
        Told(
            owner: "KE", title: "A lesson has an owner and a day",
            summary: "After each exercise at most five lessons are kept, each with an owner and a day.",
            conditions: "A head of service who asks for it.",
            decided: [("UG", .adopt, ""), ("TZ", .adopt, ""), ("RW", .adapt, "")]),
    ]

    func share() async throws {
        stage.go(-58)
        for told in Self.told {
            stage.clock.tick(seconds: 1_200)
            var fields = PracticeFields()
            (fields.title, fields.summary, fields.conditions) = (told.title, told.summary, told.conditions)
            fields.happenedOn = String(stage.day(-400).prefix(4))
            let draft = PracticeDraft(
                fields: fields, owner: .country(told.owner), choice: AudienceChoice(marking: "GREEN"))
            let practice = try await PracticeOperations.share(
                try await stage.visit(try cast.focalPoint(told.owner)), in: cast.programme, draft)
            for one in told.decided {
                _ = try await PracticeOperations.decide(
                    try await stage.visit(try cast.focalPoint(one.country)), cast.programme, practice.id, one.decision,
                    note: one.note, for: .country(one.country))
            }
        }
    }
}
