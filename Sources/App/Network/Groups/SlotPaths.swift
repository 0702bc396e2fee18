import Web

extension Paths {
    static let slots = FixedPath("/slots")
    static let apiSlots = FixedPath("/api/v1/slots")
}
