import Domain
import Foundation
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

let exerciseFileScenarios = """
    GET    /events/:event/exercise/file                                         room  404,organiser=200
    POST   /events/:event/exercise/file                                         room  404,organiser=422
    GET    /events/:event/exercise/files/plan.json                              room  404,organiser=200
    GET    /events/:event/exercise/files/run.json                               room  404,organiser=200
    GET    /events/:event/exercise/papers/:paper/alert.xml                      room  404
    GET    /events/:event/exercise/msel/alert                                   room  404,organiser=200,facilitator=200
    POST   /events/:event/exercise/msel/alert                                   room  404,organiser=422,facilitator=422
    GET    /programmes/:programme/scenarios/import                              owners
    POST   /programmes/:programme/scenarios/import                              owners  422
    GET    /programmes/:programme/scenarios/:scenario/file                      owners
    GET    /api/v1/events/:event/exercise/file                                  room  404,organiser=200
    POST   /api/v1/events/:event/exercise/file                                  room  404,organiser=422
    GET    /api/v1/events/:event/papers/:paper/alert                            room  404
    POST   /api/v1/events/:event/injects/alert                                  room  404,organiser=422,facilitator=422
    POST   /api/v1/programmes/:programme/scenarios/file                         owners  422
    """

let exerciseFileScreens = """
    - organiser     en exercise-file        /events/:event/exercise/file
    - organiser     ar exercise-alert-ar    /events/:event/exercise/msel/alert
    """

/// A small plan with one of everything.
enum ExerciseFileSample {
    static var plan: ExerciseFile.Plan {
        ExerciseFile.Plan(
            title: "Border bridge", overview: "Two cells and a rumour.", zone: "Europe/Zagreb",
            storyStart: Nordgate.storyStart, languages: ["en", "fr"], marking: "GREEN", extraColumns: ["Colour"],
            functions: [.init(code: "police", name: "Police")],
            cells: [
                .init(
                    code: "A", name: "Aldoria", country: nil, plays: "Host", zone: "Europe/Zagreb", language: "en",
                    kind: .players),
                .init(
                    code: "B", name: "Brevania", country: nil, plays: "Neighbour", zone: "Asia/Tashkent",
                    language: "fr", kind: .players),
            ], borders: [[1, 2]],
            moves: [
                .init(
                    number: 1, title: "First signals", start: 0, length: 2_400_000, storyAt: nil, rate: "1/2",
                    briefing: "Good morning.")
            ], breaks: [.init(title: "Coffee", at: 2_400_000, length: 900_000)],
            actors: [.init(name: "Station duty desk", kind: .authority, address: "desk@station.example")],
            storylines: ["Rumour"],
            objectives: [
                .init(
                    number: 1, text: "Tell neighbours in time", capability: "", priority: 1, wanted: 3,
                    sources: [.init(kind: "intervention", words: "A contact list tested monthly")])
            ],
            tasks: [
                .init(
                    number: 1, objective: 1, text: "First notice", target: "", standard: "", thresholdMinutes: 20,
                    measure: "first-notice")
            ], injects: injects)
    }

    private static var injects: [ExerciseFile.Event] {
        var first = inject("1", "Clip from the hall", .media)
        first.decision = ExerciseFile.Point(
            number: 1, question: LocalTexts(["en": "Close?", "fr": "Fermer ?"]), deadline: 600_000,
            consent: ["police"], allowsOther: true,
            options: [
                .init(code: "close", text: LocalTexts(["en": "Close"])),
                .init(code: "keep", text: LocalTexts(["en": "Keep"])),
            ], incompatible: [["close", "keep"]])
        (first.storyline, first.actor, first.extra) = (1, 1, ["Colour": "red"])
        var second = inject("2", "A reminder", .email)
        (second.anchor, second.offset, second.move, second.recipients) = (.rule, 0, nil, [.init(kind: .cell, place: 2)])
        second.rule = ExerciseFile.Rule(
            scope: .eachCell, count: nil, match: .any, delay: 60_000, effect: .due,
            conditions: [
                .init(event: .optionChosen, inject: 1, value: "keep"), .init(event: .moveOpened, move: 1, value: ""),
            ])
        return [first, second]
    }

    private static func inject(_ label: String, _ title: String, _ channel: ExerciseChannel) -> ExerciseFile.Event {
        .init(
            label: label, title: title, type: .standard, channel: channel, storyline: nil, incident: "", actor: nil,
            move: 1, anchor: .elapsed, offset: 240_000, wallAt: nil, release: .due, expected: "Tell B", note: "",
            showsObservers: true, recipients: [.init(kind: .all)],
            texts: [.init(language: "en", subject: title, body: "Words", state: .checked, isBehind: false)],
            tasks: [1], extra: [:], decision: nil, rule: nil)
    }
}

/// A plan leaves as a file, and comes as one.
struct ExerciseFileTests {
    private func begun(_ site: TestSite) async throws -> World {
        let world = try await site.world()
        let (environment, event) = (site.environment, world.event)
        try await site.database.write { tx in
            _ = try ExercisePlanOperations.beginIn(Work(tx, environment), event)
        }
        return world
    }

    @Test(arguments: TestEngine.allCases)
    func `Nordgate with a question and a rule is the same bytes when it was taken in as a scenario, without ids`(
        engine: TestEngine
    ) async throws {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let msel = world.msel
            let injects = try await world.plan().injects
            let (fourth, sixth, last) = (injects[3].id, injects[5].id, injects[18].id)
            let programme = world.world.programme
            let (before, after) = try await world.work { work in
                let desk = try InjectDesk(msel: msel, work.tx)
                let store = InjectStore(work.tx)
                let words = { (text: String) in LocalTexts(["en": text]) }
                try InjectOperations.pointIn(
                    work, desk, store.inject(sixth, of: msel),
                    InjectPointDraft(
                        words("Close the station?"), deadline: 1_200_000,
                        [.init("close", words("Close")), .init("keep", words("Keep"))],
                        incompatible: [.init("close", "keep")]))
                let point = try #require(try PlanStore(work.tx).points(of: msel).first)
                try InjectOperations.ruleIn(
                    work, desk, store.inject(last, of: msel),
                    InjectRuleDraft([
                        .init(event: .optionChosen, subject: point.id.description, value: "keep", after: nil),
                        .init(event: .injectReleased, subject: fourth.description, value: "", after: nil),
                    ]))
                let before = try ExerciseFileExport(msel, words: [:], work.tx).file(work.tx).bytes()
                let id = try ExerciseFileOperations.scenarioIn(
                    work, programme, ExerciseFileChecks.checked(ExerciseFile.plan(before), countries: []))
                return (before, try ExerciseFileExport(id, words: [:], work.tx).file(work.tx).bytes())
            }
            let text = String(decoding: before, as: UTF8.self)
            #expect(text == String(decoding: after, as: UTF8.self))
            #expect(
                text.hasPrefix("{\"exercise\":\"\(ExerciseMark.call)\"") && text.hasSuffix("\(ExerciseMark.call)\"}\n"))
            #expect(!text.contains(msel.description) && !text.contains(fourth.description))
            #expect(
                text.contains("\"event\":\"option-chosen\"") && text.contains("\"incompatible\":[[\"close\",\"keep\"]]")
            )
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `a file fills an exercise that is empty, leaves it as it came, and does so once`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await begun(site)
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/exercise"
            let bytes = try ExerciseFile(ExerciseFileSample.plan).bytes()
            #expect(try await lead.get("\(path)/file").contains("name=\"file\""))
            let sent = try await lead.upload("\(path)/file", field: "file", fileName: "plan.json", bytes)
            #expect(sent.status == 303, "\(sent.text.prefix(2_000))")
            let back = try await lead.get("\(path)/files/plan.json")
            #expect(back.text == String(decoding: bytes, as: UTF8.self))
            #expect(try await lead.upload("\(path)/file", field: "file", fileName: "plan.json", bytes).status == 409)
            let event = world.event
            let plan = try await site.database.read { try ExercisePlan(PlayStore($0).required(event).msel, $0) }
            #expect(plan.injects.map(\.status) == [.draft, .draft])
            #expect(plan.rules.first?.conditions.first?.subject == plan.points.first?.id.description)
            #expect(plan.functions.map(\.code) == ["police"])
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `stations, their timetable and what goes out with an inject come along, byte for byte`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await begun(site)
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/exercise"
            var plan = ExerciseFileSample.plan
            plan.stations = [
                .init(name: "First aid", place: "Hall", text: "Who comes first?", tasks: [1]),
                .init(name: "Gate", place: "", text: "", tasks: []),
            ]
            let start = Nordgate.storyStart
            plan.rotations = [
                .init(startsAt: start, length: 1_200_000, visits: [[1, 1], [2, 2]]),
                .init(startsAt: start + 1_500_000, length: 1_200_000, visits: [[1, 2], [2, 1]]),
            ]
            plan.injects[0].attachments = [
                .init(
                    name: "duty-list.txt", language: "en", alt: "", turns: 0,
                    data: Data("Call the duty desk first.".utf8).base64EncodedString())
            ]
            let bytes = try ExerciseFile(plan).bytes()
            let sent = try await lead.upload("\(path)/file", field: "file", fileName: "plan.json", bytes)
            #expect(sent.status == 303, "\(sent.text.prefix(2_000))")
            #expect(try await lead.get("\(path)/files/plan.json").text == String(decoding: bytes, as: UTF8.self))
            let event = world.event
            let kept = try await site.database.read { reading in
                try KeptFileStore(reading).size(ofAll: event)
            }
            #expect(kept == 25)
        }
    }

    @Test func `what is wrong with stations and attachments is told by its path`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await begun(site)
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/exercise/file"
            var plan = ExerciseFileSample.plan
            plan.stations = [.init(name: "", place: "", text: "", tasks: [7])]
            plan.rotations = [
                .init(startsAt: .max, length: .max, visits: [[1, 1], [1, 1]]),
                .init(startsAt: 0, length: 60_000, visits: [[9]]),
            ]
            let page = try await lead.upload(
                path, field: "file", fileName: "plan.json", try ExerciseFile(plan).bytes())
            #expect(page.status == 422)
            for wrong in [
                "plan.stations[0].name", "plan.stations[0].tasks", "plan.rotations[0].startsAt",
                "plan.rotations[0].length", "plan.rotations[0].visits", "plan.rotations[1].visits",
            ] { #expect(page.contains(wrong), "\(wrong)") }
            var other = ExerciseFileSample.plan
            other.injects[1].attachments = [
                .init(name: "hall.png", language: nil, alt: "The hall", turns: 0, data: "bm8gcGljdHVyZQ==")
            ]
            let refused = try await lead.upload(
                path, field: "file", fileName: "plan.json", try ExerciseFile(other).bytes())
            #expect(refused.status == 422 && refused.contains("plan.injects[1].attachments[0].data"))
        }
    }

    @Test func `what is wrong is told by its path, and nothing is stored`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await begun(site)
            let lead = await world.browser(world.organiser)
            let path = "/events/\(world.event)/exercise/file"
            var plan = ExerciseFileSample.plan
            plan.injects[0].recipients = [.init(kind: .cell, place: 9)]
            plan.injects[1].texts[0].language = "ru"
            plan.injects[1].actor = 2
            plan.cells[1].code = "a"
            plan.actors[0].address = "desk@ministry.gov"
            plan.moves[0].rate = "fast"
            let page = try await lead.upload(
                path, field: "file", fileName: "plan.json", try ExerciseFile(plan).bytes())
            #expect(page.status == 422)
            for wrong in [
                "plan.injects[0].recipients", "plan.injects[1].texts[0].language", "plan.injects[1].actor",
                "plan.cells[1].code", "plan.actors[0].address", "plan.moves[0].rate",
            ] { #expect(page.contains(wrong), "\(wrong)") }
            let event = world.event
            let stored = try await site.database.read { try ExercisePlan(PlayStore($0).required(event).msel, $0) }
            #expect(stored.cells.isEmpty && stored.injects.isEmpty && !stored.functions.isEmpty)
        }
    }

    private func faults(_ bytes: [UInt8]) -> [String] {
        do {
            let plan = try ExerciseFile.plan(bytes)
            _ = try ExerciseFileChecks.checked(plan, countries: [])
            return []
        } catch let refusal as Refusal {
            return refusal.fields.keys.sorted()
        } catch {
            return ["\(error)"]
        }
    }

    @Test func `values of another kind, missing keys, other versions and other files are told where they stand`() throws
    {
        let text = String(decoding: try ExerciseFile(ExerciseFileSample.plan).bytes(), as: UTF8.self)
        func after(_ old: String, _ new: String) -> [String] { faults(Array(text.replacing(old, with: new).utf8)) }
        #expect(faults(Array(text.utf8)).isEmpty)
        #expect(after("\"channel\":\"media\"", "\"channel\":\"smoke\"") == ["plan.injects[0].channel"])
        #expect(after("\"title\":\"Coffee\"", "\"title\":7") == ["plan.breaks[0].title"])
        #expect(after("\"zone\":\"Asia/Tashkent\"", "\"zones\":\"Asia/Tashkent\"") == ["plan.cells[1].zone"])
        #expect(after("\"version\":1", "\"version\":2") == ["version"])
        #expect(after("roundtable-exercise", "roundtable-workshop") == ["format"])
        #expect(after("\"storyStart\":", "\"storyStart\":9223372036854775807,\"was\":") == ["plan.storyStart"])
        #expect(after("\"offset\":240000", "\"offset\":-9223372036854775808").allSatisfy { $0.hasSuffix(".offset") })
        #expect(faults([]) == ["file"])
        #expect(faults(Array("[1,2]".utf8)) == ["file"])
        #expect(faults([UInt8](repeating: 32, count: ExerciseFile.limit + 1)) == ["file"])
    }

    @Test func `an inject that waits for itself, a pair of borders twice and ends of numbers are refused`() throws {
        func faults(_ change: (inout ExerciseFile.Plan) -> Void) throws -> [String] {
            var plan = ExerciseFileSample.plan
            change(&plan)
            return self.faults(try ExerciseFile(plan).bytes())
        }
        let circle = try faults { plan in
            plan.injects[0].rule = .init(
                scope: .all, count: nil, match: .all, delay: 0, effect: .due,
                conditions: [.init(event: .injectReleased, inject: 2, value: "")])
        }
        #expect(circle == ["plan.injects[0].rule", "plan.injects[1].rule"])
        #expect(try faults { $0.borders = [[1, 2], [1, 2]] } == ["plan.borders[1]"])
        #expect(try faults { $0.borders = [[Int.min, Int.max]] } == ["plan.borders[0]"])
        #expect(try faults { $0.tasks[0].objective = 0 } == ["plan.tasks[0].objective"])
        #expect(try faults { $0.injects[0].tasks = [1, 1] } == ["plan.injects[0].tasks"])
        #expect(
            try faults { $0.injects[0].decision?.options.removeLast() }.contains("plan.injects[0].decision.options"))
        #expect(
            try faults { $0.cells = Array(repeating: $0.cells[0], count: ExercisePlanOperations.mostCells + 1) }
                == ["plan.cells"])
    }

    /// Every number of the sample and of what it leaves out, at its place.
    private func numbers(_ value: Any, _ place: [String] = []) -> [[String]] {
        switch value {
        case let object as [String: Any]: object.flatMap { numbers($0.value, place + [$0.key]) }
        case let list as [Any]: list.enumerated().flatMap { numbers($0.element, place + ["\($0.offset)"]) }
        // Yes and no among them.
        case is NSNumber, is Int, is Double, is Bool: [place]
        default: []
        }
    }

    private func putting(_ mark: String, at place: ArraySlice<String>, in value: Any) -> Any {
        guard let first = place.first else { return mark }
        if var object = value as? [String: Any], let inner = object[first] {
            object[first] = putting(mark, at: place.dropFirst(), in: inner)
            return object
        }
        guard var list = value as? [Any], let index = Int(first) else { return value }
        list[index] = putting(mark, at: place.dropFirst(), in: list[index])
        return list
    }

    @Test func `ends of numbers at every place of a plan are refused, and nothing stops`() throws {
        var plan = ExerciseFileSample.plan
        plan.moves[0].storyAt = plan.storyStart
        plan.injects[0].wallAt = plan.storyStart
        plan.injects[1].recipients.append(.init(kind: .function, place: 1))
        plan.injects[1].rule?.scope = .someOf
        plan.injects[1].rule?.count = 1
        plan.injects[1].rule?.conditions.append(
            .init(event: .decisionMissing, inject: 1, value: "", after: EpochTime.minute))
        let bytes = try ExerciseFile(plan).bytes()
        #expect(faults(bytes).isEmpty)
        let whole = try JSONSerialization.jsonObject(with: Data(bytes))
        let places = numbers(whole)
        #expect(places.count > 30)
        let ends = [
            "\(Int64.min)", "\(Int64.min + 1)", "\(Int64.max)", "\(Int64.max - 1)", "\(UInt64.max)", "-1", "1e300",
            "-1e300",
        ]
        for place in places {
            let changed = try JSONSerialization.data(withJSONObject: putting("HERE", at: place[...], in: whole))
            let text = String(decoding: changed, as: UTF8.self)
            for end in ends where !(end == "-1" && ["storyStart", "storyAt", "wallAt"].contains(place.last)) {
                let found = faults(Array(text.replacing("\"HERE\"", with: end).utf8))
                #expect(!found.isEmpty, "\(place.joined(separator: ".")) = \(end)")
            }
        }
    }

    @Test func `with what was played the file has papers and marks, and nobody's name`() async throws {
        try await TestSite.with(.sqlite) { site in
            let world = try await PlayWorld(site, [.init(label: "1"), .init(label: "2", status: "draft")])
            try await world.begin()
            world.advance(minutes: 4)
            try await world.release("1")
            let api = try await world.world.api(world.world.organiser)
            let reply = try await api.send(.get, "/api/v1/events/\(world.event)/exercise/file?run=1")
            #expect(reply.status == 200)
            let run = try #require(reply["run"] as? [String: Any])
            #expect((run["papers"] as? [[String: Any]])?.count == 3)
            #expect((run["clock"] as? [[String: Any]])?.count == 1)
            let lead = await world.world.browser(world.world.organiser)
            let text = try await lead.get("/events/\(world.event)/exercise/files/run.json").text
            for seat in world.world.seats { #expect(!text.contains(seat.id.description)) }
            let player = await world.player("A")
            #expect(try await player.get("/events/\(world.event)/exercise/files/run.json").status == 404)
            #expect(try await player.get("/events/\(world.event)/exercise/file").status == 404)
        }
    }
}
