import Domain
import Testing

@testable import App

/// Whom a release of the agenda concerns (R11).
struct AgendaMailTests {
    private static func block(
        _ id: String, _ kind: AgendaContent.Kind, start: Int64, place: String = "1", speaker: String? = nil,
        summary: String = ""
    ) -> AgendaContent.Block {
        AgendaContent.Block(
            id: id, session: id, title: id, kind: kind, summary: summary, startsAt: start, endsAt: start + 1,
            place: place,
            people: speaker.map { [AgendaContent.Person(participant: $0, name: "", part: .speaker)] } ?? [])
    }

    @Test
    func
        `release 2 of R11 is told to speakers of what moved, and to participants where a plenary or a chosen block did`()
    {
        let first = AgendaContent(blocks: [
            Self.block("B1", .plenary, start: 10, speaker: "s1"), Self.block("B2", .parallel, start: 20, speaker: "s2"),
            Self.block("B3", .parallel, start: 30, speaker: "s3"),
            Self.block("B5", .parallel, start: 50, speaker: "s5"),
        ])
        let second = AgendaContent(blocks: [
            Self.block("B1", .plenary, start: 11, speaker: "s1"),
            Self.block("B2", .parallel, start: 20, place: "2", speaker: "s2"),
            Self.block("B4", .parallel, start: 40, speaker: "s4"),
            Self.block("B5", .parallel, start: 50, speaker: "s5", summary: "Other words"),
        ])
        let difference = AgendaDifference(from: first, to: second)
        func told(_ seat: String, _ chosen: Set<String> = []) -> [String] {
            AgendaMails.changes(in: difference, for: seat, chosen: chosen).compactMap { $0.block?.id }
        }
        #expect(told("s1") == ["B1"])
        #expect(told("s2") == ["B1", "B2"] && told("s3") == ["B1", "B3"] && told("s4") == ["B1", "B4"])
        // The words of B5 alone: its speaker hears of the plenary only.
        #expect(told("s5") == ["B1"])
        #expect(told("p", ["B3"]) == ["B1", "B3"] && told("p", ["B4"]) == ["B1"])
        #expect(AgendaDifference(from: second, to: second).isEmpty)
    }
}
