import Domain

/// IANA time zones as the system knows them.
enum TimeZones {
    static let all: Set<String> = ZoneNames.identifiers
    static let sorted: [String] = all.sorted()
}
