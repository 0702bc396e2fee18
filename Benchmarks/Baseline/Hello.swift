import ArgumentParser
import Hummingbird
import Logging

/// A bare Hummingbird server: `GET /` says hello, `POST /` reads its body and answers “ok”.
struct Hello: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "A bare Hummingbird server.")

    @Option(help: "A port of 127.0.0.1.") var port: Int

    func run() async throws {
        let router = Router()
        router.get("/") { _, _ in "hello" }
        router.post("/") { request, _ in
            _ = try await request.body.collect(upTo: 65_536)
            return "ok"
        }
        var logger = Logger(label: "hello")
        logger.logLevel = .warning
        try await Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger
        ).runService()
    }
}
