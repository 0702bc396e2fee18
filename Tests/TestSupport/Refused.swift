import Testing
import Web

@testable import App

/// The body is refused with these words.
public func expectRefusal(
    _ expected: Refusal, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    #expect(await refusal(body)?.code == expected.code, sourceLocation: sourceLocation)
}
