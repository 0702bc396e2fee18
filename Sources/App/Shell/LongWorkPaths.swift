import Web

extension Paths {
    /// How far something is that takes long.
    static let work = PathPattern<String>("/work/:work")
    static let workStop = PathPattern<String>("/work/:work/stop")
    /// What it made.
    static let workResult = PathPattern<String>("/work/:work/result")
}
