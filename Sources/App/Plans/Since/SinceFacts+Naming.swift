import Domain
import Storage

/// Countries say once for a programme that they may be named; plans ask it too.
extension SinceFacts: PlansNamingFeature {
    static func namedWhenLate(in programme: Programme.ID, _ reading: any Reading) throws -> Set<String> {
        try SinceStore(reading).named(in: programme)
    }
}
