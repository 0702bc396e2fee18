// The cases of the demo's library. All are invented, and say so in their titles; none describes more than what became of people,
// messages and decisions.

/// A past event or exercise, used as evidence.
struct DemoCase: Sendable, Equatable {
    /// Stable name used by the other demo tables.
    let key: String
    /// "event" or "exercise".
    let kind: String
    let title: String
    /// ISO 8601: a year, a month or a day.
    let date: String
    let place: String
    /// ISO 3166-1 alpha-2.
    let country: String
    let summary: String
    let source: String
    var marking: String = "GREEN"
}

/// The issues that the demo's room puts first, by a letter that the other tables use.
enum DemoPriorities {
    struct Choice: Sendable, Equatable {
        let key: String
        let topic: Int
        let title: String
    }

    static let all: [Choice] = [
        Choice(
            key: "clearance", topic: 3,
            title: """
                Health and civil protection cannot receive what the police know: too few clearances, \
                no releasable version
                """),
        Choice(
            key: "patient-data", topic: 3,
            title: "It is unclear which patient data may lawfully go to investigators, and who decides"),
        Choice(
            key: "first-call", topic: 3,
            title: "Hospitals learn of an incident from arriving patients or the news before any official call"),
        Choice(
            key: "who-leads", topic: 2,
            title: "It is not settled who leads when an event is a crime scene and a health emergency at once"),
        Choice(
            key: "entrance", topic: 2,
            title: "Hospital plans assume that the police will secure the entrance, police plans do not mention it"),
        Choice(
            key: "operators", topic: 2,
            title: "Private operators and transport companies are in our plans, but were never asked"),
    ]

    /// Which issue each of the nine groups works on, group 1 first.
    static let byGroup: [String] = [
        "clearance", "patient-data", "first-call", "who-leads", "entrance", "operators", "clearance", "patient-data",
        "first-call",
    ]
}

enum DemoCases {
    static let all: [DemoCase] = [
        DemoCase(
            key: "lantern", kind: "exercise", title: "Table-top exercise LANTERN (invented)", date: "2022-05",
            place: "Rijeka", country: "HR",
            summary: """
                An unknown irritant at a railway station. The three sectors met at one table for the first time. Forty minutes \
                went by until it was agreed who speaks for the whole; after that the group decided quickly.
                """, source: "Invented report of the exercise, chapter 3"),
        DemoCase(
            key: "north-gate", kind: "exercise", title: "Field exercise NORTH GATE (invented)", date: "2021-09-16",
            place: "Tromsø", country: "NO",
            summary: """
                Sixty walking patients came to a hospital by themselves. The hospital closed its main entrance as planned and waited \
                for a police patrol that was not in any police plan. It came after fifty-five minutes.
                """, source: "Invented evaluation, pages 12 to 15"),
        DemoCase(
            key: "river-bridge", kind: "exercise", title: "Cross-border exercise RIVER BRIDGE (invented)",
            date: "2023-03",
            place: "Esztergom", country: "HU",
            summary: """
                Two towns on two sides of a river share a hospital. The warning went to both capitals and back before the neighbours \
                spoke. A written permission to call each other directly was drafted on the same day.
                """, source: "Invented after-action report"),
        DemoCase(
            key: "market-hall", kind: "event", title: "Bad air in a market hall (invented)", date: "2018-11-24",
            place: "Namur", country: "BE",
            summary: """
                Seventy people felt unwell. Their doctors were asked for names by three different offices on the same afternoon, each \
                naming another law. One ward gave everything, another nothing. Nobody had been wrong on purpose.
                """, source: "Invented parliamentary answer"),
        DemoCase(
            key: "concert", kind: "event", title: "Evacuation of a concert hall (invented)", date: "2017-06-10",
            place: "Valencia", country: "ES",
            summary: """
                The first patients reached the emergency ward in private cars before the emergency number had told any hospital. Staff \
                learnt from a visitor's telephone what had happened.
                """, source: "Invented lessons paper of the region"),
        DemoCase(
            key: "letters", kind: "event", title: "Suspicious letters to four offices (invented)", date: "2019-02",
            place: "Cork", country: "IE",
            summary: """
                A false alarm in the end. The police wrote a releasable version of half a page within an hour, because a form for it \
                lay ready. Health services could close their own file on the same day.
                """, source: "Invented joint review"),
        DemoCase(
            key: "ferry-line", kind: "exercise", title: "Table-top exercise FERRY LINE (invented)", date: "2022-10-04",
            place: "Ventspils", country: "LV",
            summary: """
                A ferry company was asked on the day of the exercise for buses, a hall and its passenger list. It was willing, but no \
                contract, no insurance and no contact point existed.
                """, source: "Invented exercise notes"),
        DemoCase(
            key: "winter-ward", kind: "exercise", title: "Hospital exercise WINTER WARD (invented)", date: "2020-01",
            place: "Gdańsk", country: "PL",
            summary: """
                A short warning of three lines was sent to all hospitals at the moment of deployment. Two thirds had opened their plan \
                before the first patient came.
                """, source: "Invented hospital federation report"),
        DemoCase(
            key: "school", kind: "event", title: "Mixed cleaning products in a school (invented)", date: "2016-10",
            place: "Ferrara", country: "IT",
            summary: """
                An accident. For a day it was treated as a possible crime. The public prosecutor and the health authority sat in one \
                room, and a lawyer of each answered every question on data within minutes.
                """, source: "Invented case study for a course"),
        DemoCase(
            key: "depot", kind: "exercise", title: "Logistics exercise DEPOT (invented)", date: "2021-06",
            place: "Győr", country: "HU",
            summary: """
                Lorries of two private companies moved medical goods from a store to three hospitals. A framework contract signed \
                a year earlier named prices, drivers and a duty telephone; the first lorry left after thirty-five minutes.
                """, source: "Invented logistics review"),
        DemoCase(
            key: "twin-lead", kind: "event", title: "Two leads on one square (invented)", date: "2019-08-03",
            place: "Toulouse", country: "FR",
            summary: """
                The prosecutor's office and the health agency each opened a crisis room. Both gave sound orders that excluded one \
                another for ninety minutes. Since then a single sheet says who leads in which phase.
                """, source: "Invented inspection note"),
        DemoCase(
            key: "closed-review", kind: "event", title: "Internal review of a joint investigation (invented)",
            date: "2020",
            place: "", country: "FI",
            summary: """
                How a releasable version was written and what was left out. The review is held by the demo police department and may \
                be read by the organisations that took part.
                """, source: "Held by the demo police department, Turku, reference invented", marking: "AMBER"),
    ]
}
