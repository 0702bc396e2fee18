import ArgumentParser

/// What Roundtable is compared with. `bin/bench` starts each of these; nothing of it is installed.
@main
struct Baseline: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "baseline", abstract: "What bin/bench compares Roundtable with.",
        subcommands: [Hello.self, Relay.self, Methods.self])
}
