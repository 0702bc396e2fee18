/// A cell of a planner's sheet.
public struct MselCell: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        case empty, text, number, time, date, dateTime, duration, boolean, error
    }

    public let kind: Kind
    /// As it is shown or imported.
    public let text: String
    /// Raw, of whatever is counted.
    public let number: Double?
    public let isStruck: Bool

    public init(_ kind: Kind, _ text: String, number: Double? = nil, isStruck: Bool = false) {
        self.kind = kind
        self.text = text
        self.number = number
        self.isStruck = isStruck
    }

    public static let empty = MselCell(.empty, "")

    public init(_ text: String) { self.init(MselText.trimmed(text).isEmpty ? .empty : .text, text) }

    public var trimmed: String { MselText.trimmed(text) }
    public var isEmpty: Bool { kind == .empty || trimmed.isEmpty }
}

extension MselTimeParser {
    /// A typed cell: the raw number counts, not the text that it became.
    public func read(_ cell: MselCell) -> MselTime {
        switch cell.kind {
        case .empty: return .hand(.empty)
        case .error: return .bad(.errorValue(cell.trimmed))
        case .text, .boolean: return read(cell.text)
        case .number, .time, .date, .dateTime, .duration:
            guard let number = cell.number, number.isFinite else {
                return read(cell.text, isDuration: cell.kind == .duration)
            }
            return read(number: number, cell)
        }
    }

    private func read(number: Double, _ cell: MselCell) -> MselTime {
        guard abs(number) < 1e7 else { return .bad(.unreadable) }
        switch cell.kind {
        case .duration:
            return number < 0 ? .hand(.beforeStart) : .ready(.elapsed(Int((number * 86_400).rounded())))
        case .time, .date, .dateTime:
            return counted(number, cell)
        default: return plain(number, cell)
        }
    }

    /// A day of Excel's counting with its time.
    private func counted(_ number: Double, _ cell: MselCell) -> MselTime {
        let seconds = Int((number * 86_400).rounded())
        let days = seconds.floored(by: 86_400)
        let rest = seconds - days * 86_400
        if number >= 0, number < 1 {
            return .ready(.time(rest, later: days), days > 0 ? .nextDay : nil)
        }
        guard let date = Self.day(serial: days, context.is1904) else {
            // A clock that ran over midnight, as 1900-01-01 01:10.
            if number >= 1, number < 61, cell.kind == .time { return .ready(.elapsed(seconds)) }
            return .bad(.unreadable)
        }
        return .ready(.local(date, rest))
    }

    /// A number without a format of time.
    private func plain(_ number: Double, _ cell: MselCell) -> MselTime {
        if number < 0 { return context.heading.unit == nil ? .bad(.unreadable) : .hand(.beforeStart) }
        if number == number.rounded() {
            let whole = Int(number)
            if whole == 0, context.heading.unit == nil, !context.heading.isDay {
                return context.heading.isElapsed ? .ready(.elapsed(0)) : .ready(.time(0, later: 0))
            }
            return read(String(whole))
        }
        if context.pointIsClock {
            let (hour, minute) = (Int(number), Int(((number - number.rounded(.down)) * 100).rounded()))
            return read("\(hour):\(minute < 10 ? "0" : "")\(minute)")
        }
        if let unit = context.heading.unit ?? context.unit {
            return .ready(.elapsed(Int((number * (unit == .minutes ? 60 : 3_600)).rounded())))
        }
        if number < 1, context.heading.isTime { return counted(number, cell) }
        if (20_000..<80_000).contains(number), context.heading.isDate || context.heading.isTime {
            return counted(number, cell)
        }
        return .asks(.none, .number)
    }
}
