/// What files people may keep here, as the administrator set it.
public struct FileSettings: Sendable {
    /// Bytes of one file.
    public var most: Int
    /// Bytes of all files of one event.
    public var mostOfEvent: Int
    /// The program that looks at each file before it is kept, and its arguments; the file's path comes last. Empty: none looks.
    public var scanner: [String]

    /// The largest that an administrator may allow: more would not pass the server's door.
    public static let ceiling = 100 << 20

    public init(most: Int = 20 << 20, mostOfEvent: Int = 500 << 20, scanner: [String] = []) {
        self.most = min(most, Self.ceiling)
        self.mostOfEvent = mostOfEvent
        self.scanner = scanner
    }
}
