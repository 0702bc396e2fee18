import Domain
import Storage
import Web

/// What is said of an exercise as a whole: its story, and how it is played.
struct ExerciseSettingsFields: FieldRecord {
    var title = ""
    var overview = ""
    var zone = ""
    /// `2027-06-18T07:40` on the story's clock.
    var storyStart = ""
    /// Codes with spaces between, the first one first.
    var languages = ""
    var marking = "GREEN"
    /// `2027-06-18T09:00` where the event is.
    var startex = ""
    var pace = ExercisePace.clock.rawValue
    var approval = ApprovalRule.none.rawValue
    var release = ReleaseWay.hand.rawValue
    var comparison = Comparison.private.rawValue
    /// Seconds.
    var catchUp: Int? = 60
    var cellsTalk = "no"
    var rules = ""
    var emergencyPhone = ""
    /// The event whose exercise this one rehearses; empty where it is none.
    var rehearses = ""

    static let fields: [Field<ExerciseSettingsFields>] = [
        .line("title", \.title, L("Title"), limit: 200, isRequired: true),
        .lines(
            "overview", \.overview, L("What it is about"), hint: L("Players and observers read it before it begins."),
            limit: 4_000),
        .line(
            "startex", \.startex, L("STARTEX is planned for"), hint: L("By the clock of the event’s place."), limit: 30),
        .line("story_start", \.storyStart, L("The story begins on"), hint: L("By the story’s clock."), limit: 30),
        .choice(
            "zone", \.zone, L("Time zone of the story"), .zone, isRequired: true, isBeside: true,
            options: { TimeZones.sorted.map { (value: $0, label: .verbatim($0)) } },
            fault: {
                TimeZones.all.contains($0) ? nil : L("Choose a time zone from the list, such as Europe/Zagreb.")
            }),
        .languages(
            "languages", \.languages, L("Languages of the injects"),
            hint: L("Names or codes, the first one first: English, fr."), limit: 100),
        .choice(
            "marking", \.marking, L("Marking"), .word(TLP.all), isBeside: true, options: { EventMarking.options },
            fault: { TLP.all.contains($0) ? nil : L("Choose one of the markings.") }),
        .coded("pace", \.pace, L("How it goes on"), ExercisePace.self, label: { $0.label }),
        .coded("release", \.release, L("Injects go out"), ReleaseWay.self, isBeside: true, label: { $0.label }),
        .coded("approval", \.approval, L("Approval"), ApprovalRule.self, label: { $0.label }),
        .coded(
            "comparison", \.comparison, L("Results of cells outside EXCON"), Comparison.self, isBeside: true,
            label: { $0.label }),
        .number(
            "catch_up", \.catchUp, L("Overdue by no more seconds goes out by itself"), in: 0...3_600),
        .choice(
            "cells_talk", \.cellsTalk, L("Cells may write to each other"), .word(["no", "yes"]), isBeside: true,
            options: { [(value: "no", label: L("No")), (value: "yes", label: L("Yes"))] },
            fault: { ["no", "yes"].contains($0) ? nil : L("This value is not one of those allowed.") }),
        .lines("rules", \.rules, L("Rules for players"), limit: 4_000),
        .line(
            "emergency_phone", \.emergencyPhone, L("Telephone for a real emergency"),
            hint: L("The organiser’s. Only participants see it."), limit: 60),
        .line("rehearses", \.rehearses, L("Rehearses"), limit: 40),
    ]

    /// Held against the clocks of the event and of the story.
    func cleaned(_ event: EventRecord) -> Cleaned<ExerciseSettingsFields> {
        Cleaned(self) { fields, check in
            fields.clean(&check)
            if !fields.startex.isEmpty {
                LocalMoment.check(fields.startex, zone: event.timeZone, at: "startex", &check)
            }
            guard !fields.zone.isEmpty, TimeZones.all.contains(fields.zone) else { return }
            if fields.storyStart.isEmpty { check.fail("story-start", L("Say when the story begins.")) }
            LocalMoment.check(fields.storyStart, zone: fields.zone, at: "story-start", &check)
        }
    }

    init() {}

    init(_ plan: MselRecord, _ exercise: ExerciseRecord?, eventZone: String) {
        title = plan.title
        overview = plan.overview
        zone = plan.zone
        storyStart = EventClock(zone: plan.zone).text(plan.storyStart)
        languages = plan.languages.joined(separator: " ")
        marking = plan.marking
        guard let exercise else { return }
        startex = exercise.plannedStartex.map { EventClock(zone: eventZone).text($0) } ?? ""
        pace = exercise.pace.rawValue
        approval = exercise.approval.rawValue
        release = exercise.releaseDefault.rawValue
        comparison = exercise.comparison.rawValue
        catchUp = Int(exactly: exercise.catchUp / 1_000) ?? 60
        cellsTalk = exercise.cellsTalk ? "yes" : "no"
        rules = exercise.rules
        emergencyPhone = exercise.emergencyPhone
        rehearses = exercise.rehearses?.description ?? ""
    }

    var languageCodes: [String] { languages.split(separator: " ").map(String.init) }
}

/// A local time that somebody typed, held against its zone: what the clock leaves out is refused with its neighbours.
enum LocalMoment {
    static func check(_ text: String, zone: String, at field: String, _ check: inout FieldCheck) {
        guard !text.isEmpty else { return }
        switch EventClock(zone: zone).typed(text) {
        case .moment(let moment, _), .skipped(let moment):
            if !EpochTime.known.contains(moment) {
                check.fail(
                    field,
                    L("Enter a year from \(EpochTime.years.lowerBound) to \(EpochTime.years.upperBound)."))
                return
            }
        case .unreadable: break
        }
        switch EventClock(zone: zone).typed(text) {
        case .moment: break
        case .skipped(let moment):
            let clock = EventClock(zone: zone)
            check.fail(
                field,
                L(
                    "The clock there leaves this hour out. Write \(clock.text(moment - 3_600_000)) or \(clock.text(moment))."
                ))
        case .unreadable: check.fail(field, L("Write day and time as 2027-06-18T07:40."))
        }
    }

    static func milliseconds(_ text: String, zone: String) -> Int64? {
        text.isEmpty ? nil : EventClock(zone: zone).milliseconds(text)
    }
}

/// Who is to sit where.
struct SeatInput: Sendable, Hashable {
    var participant: Participant.ID
    var role: ExerciseRole
    var cell: ExerciseCell.ID?
    var function: ExerciseFunction.ID?
    var isSpokesperson = false
    var deputisesFor = ""

    init(
        _ participant: Participant.ID, _ role: ExerciseRole, cell: ExerciseCell.ID? = nil,
        function: ExerciseFunction.ID? = nil, isSpokesperson: Bool = false, deputisesFor: String = ""
    ) {
        self.participant = participant
        self.role = role
        self.cell = cell
        self.function = function
        self.isSpokesperson = isSpokesperson
        self.deputisesFor = deputisesFor
    }
}

/// With what an exercise begins, as far as whoever makes it says so.
struct ExerciseStart: Sendable {
    var title = ""
    var overview = ""
    /// IANA; empty is the event's.
    var zone = ""
    /// Nothing is the event's first morning.
    var storyStart: Int64?
    var startex: Int64?
    var languages: [String] = []
    var marking = ""
    /// Code and name; nothing is the sectors.
    var functions: [(code: String, name: String)]?
    var pace = ExercisePace.clock
    var approval = ApprovalRule.none
    var release = ReleaseWay.hand
    var comparison = Comparison.private
    var rehearses: Event.ID?
}
