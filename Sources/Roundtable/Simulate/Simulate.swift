import ArgumentParser
import Foundation

/// `roundtable simulate`: plays the other people of a room against a running server, over HTTP only.
struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Plays the other participants of a workshop at human speed, so that one person can see a full room.",
        discussion: """
            --url is the address of a server that shows a demo (as bin/run prints it), or the sign-in link of an event's \
            facilitator. You run the stages; the simulated people follow: they write late issues, vote, change their mind, \
            lose the connection. The same seed makes the same choices. Stop with Ctrl-C.

            With --tables the breakout groups write instead, several devices on one text at once, and it is counted whether every \
            word that the server acknowledged is there, and how soon the table's other devices saw it. Where there are no groups \
            yet, it makes some and opens the analysis.

            “roundtable simulate exercise” plays the cells, evaluators and observers of an exercise until its ENDEX; --url is the address \
            of a demo, or the sign-in link of its director, who releases the injects. With --direct that is played, too: --speed 60 then \
            plays three hours in three minutes. The same seed decides the same in each copy of a story.
            """)

    enum What: String, CaseIterable, ExpressibleByArgument { case workshop, exercise }

    @Argument(help: "workshop, or exercise.")
    var what: What = .workshop

    @Option(help: "Address of the demo's server, or a facilitator's sign-in link.")
    var url: String

    @Option(help: "How many people are played, 1 to 200; as many as there are seats at most.")
    var participants = 44

    @Option(help: "Any whole number: the same one makes the same choices.")
    var seed: UInt64 = 1

    @Option(help: "How much faster than real people; the seconds that are printed are theirs.")
    var speed = 1.0

    @Option(help: "After how many minutes of the clock to stop.")
    var minutes = 60.0

    @Flag(help: "Also where this is no demo: the participants played get new personal links.")
    var replaceLinks = false

    @Flag(help: "Of an exercise: leaves the one who speaks for its first cell to a person.")
    var sparePlayer = false

    @Flag(help: "Of an exercise: plays its director, too: STARTEX, moves, injects as they are planned, ENDEX.")
    var direct = false

    @Flag(help: "Plays the tables of the analysis, and measures them.")
    var tables = false

    @Option(help: "With --tables: how many devices write at each table, 2 to 20.")
    var devices = 5

    @Option(help: "With --tables: for how many seconds they write, 1 to 120.")
    var seconds = 20.0

    func validate() throws {
        guard (2...20).contains(devices) else { throw ValidationError("--devices must be from 2 to 20.") }
        guard seconds >= 1, seconds <= 120 else { throw ValidationError("--seconds must be from 1 to 120.") }
        guard (1...200).contains(participants) else { throw ValidationError("--participants must be from 1 to 200.") }
        guard speed > 0, speed <= 100 else { throw ValidationError("--speed must be above 0 and at most 100.") }
        guard minutes > 0, minutes.isFinite else { throw ValidationError("--minutes must be above 0.") }
        switch what {
        case .exercise: if tables { throw ValidationError("--tables is of a workshop, not of an exercise.") }
        case .workshop:
            if direct { throw ValidationError("--direct is of an exercise: “simulate exercise --direct”.") }
            if sparePlayer {
                throw ValidationError("--spare-player is of an exercise: “simulate exercise --spare-player”.")
            }
        }
    }

    /// What the seconds before each line are.
    static func unit(_ speed: Double) -> String {
        let number = speed.formatted(.number.precision(.significantDigits(1...3)).locale(Locale(identifier: "en")))
        return speed == 1
            ? "The seconds before each line are those since the play began."
            : "The seconds before each line are those of the people played: \(number) of them pass in one of the clock."
    }

    private func exercise() throws {
        let cast: ExerciseCast
        do {
            cast = try Casting(url: url).exercise(mayReplaceLinks: replaceLinks, sparesPlayer: sparePlayer)
        } catch let error as WebClient.Unreachable {
            throw Failure("\(url.prefix(while: { $0 != "?" })) cannot be reached: \(error).", .unavailable)
        }
        let stage = ExerciseStage(cast, Theatre(cast: cast.cast, seed: seed, speed: speed, minutes: minutes))
        stage.theatre.tell("“\(cast.cast.title)”: \(cast.people.count) people are played.")
        stage.theatre.tell(Self.unit(speed))
        for number in cast.people.indices {
            let thread = Thread { ExercisePerson(stage, number).play() }
            thread.stackSize = 1024 * 1024
            thread.start()
        }
        if direct {
            let thread = Thread { ExerciseDirector(stage).play() }
            thread.stackSize = 1024 * 1024
            thread.start()
        }
        try stage.direct()
        stage.theatre.tell("The play is over.")
    }

    func run() async throws {
        try await Failure.told {
            guard what == .workshop else { return try exercise() }
            let cast: Casting.Cast
            do {
                cast = try Casting(url: url).cast(
                    tables ? 200 : participants, mayReplaceLinks: replaceLinks, addsPeople: !tables)
            } catch let error as WebClient.Unreachable {
                throw Failure("\(url.prefix(while: { $0 != "?" })) cannot be reached: \(error).", .unavailable)
            }
            guard !tables else {
                return try TableMeasurement(cast: cast, devices: devices, seconds: seconds, seed: seed).run()
            }
            let theatre = Theatre(cast: cast, seed: seed, speed: speed, minutes: minutes)
            theatre.tell("“\(cast.title)”: \(cast.seats.count) people are played.")
            theatre.tell(Self.unit(speed))
            for number in cast.seats.indices {
                let thread = Thread { Player(theatre, number).play() }
                thread.stackSize = 1024 * 1024
                thread.start()
            }
            try theatre.direct()
            theatre.tell("The play is over.")
        }
    }
}
