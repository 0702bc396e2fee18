import ArgumentParser

struct Simulate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Plays the other participants of a workshop at human speed.")
    func run() async throws {}
}
