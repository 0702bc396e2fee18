import Domain
import Web

/// What an alert says.
struct AlertRead: Sendable {
    struct Info: Sendable {
        /// A code such as `en`.
        var language = "en"
        var headline = ""
        var event = ""
        var description = ""
        var instruction = ""
        var sender = ""
        var category = ""
        var urgency = ""
        var severity = ""
        var certainty = ""
        var area = ""
        var polygon = ""
        var circle = ""
    }

    var identifier = ""
    var sender = ""
    var sent = ""
    var status = ""
    var kind = ""
    var scope = ""
    var infos: [Info] = []
}

/// Reads CAP 1.2. Only what is of an exercise comes in as it is; of other alerts the text, where somebody says so.
final class ExerciseAlertReader: PartReader {
    static let limit = 5_000_000
    private static let mostInfos = 20

    private var read = AlertRead()
    private var info = AlertRead.Info()
    private var path: [String] = []
    private var fault: Message?

    /// - Parameter adopts: whether the text of an alert that is of no exercise is taken.
    /// - Throws: ``Refusal/invalid(_:)`` at `file`, in words.
    static func read(_ bytes: [UInt8], adopts: Bool) throws -> AlertRead {
        guard bytes.count < limit else { throw refusal(L("The file is not smaller than 5 MB.")) }
        if contains(bytes, "<!DOCTYPE") { throw refusal(L("A file with a document type is not read.")) }
        guard contains(bytes, ExerciseAlert.namespace) else { throw refusal(notOurs) }
        let reader = ExerciseAlertReader()
        do {
            try XMLScanner.read(bytes, namespaces: [ExerciseAlert.namespace], into: reader)
        } catch let unread as Unread {
            throw refusal(unread.words)
        } catch is Refusal {
            throw refusal(L("This is no XML that can be read."))
        }
        try reader.check(adopts: adopts)
        return reader.read
    }

    /// Something that is well-formed and still not read; what the scanner throws speaks of workbooks.
    private struct Unread: Error { let words: Message }

    private static var notOurs: Message { L("This is no alert in CAP 1.2, or something of another kind stands in it.") }
    private static func refusal(_ words: Message) -> Refusal { .invalid(["file": words]) }

    private static func contains(_ bytes: [UInt8], _ word: String) -> Bool {
        let wanted = Array(word.lowercased().utf8)
        guard let first = wanted.first, bytes.count >= wanted.count else { return false }
        func lower(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }
        for start in 0...bytes.count - wanted.count where lower(bytes[start]) == first {
            if (1..<wanted.count).allSatisfy({ lower(bytes[start + $0]) == wanted[$0] }) { return true }
        }
        return false
    }

    // MARK: Tags

    private static let leaves: [(name: StaticString, word: String)] = [
        ("alert", "alert"), ("info", "info"), ("area", "area"), ("identifier", "identifier"), ("sender", "sender"),
        ("sent", "sent"), ("status", "status"), ("msgType", "msgType"), ("scope", "scope"), ("language", "language"),
        ("category", "category"), ("event", "event"), ("urgency", "urgency"), ("severity", "severity"),
        ("certainty", "certainty"), ("effective", "effective"), ("onset", "onset"), ("expires", "expires"),
        ("senderName", "senderName"), ("headline", "headline"), ("description", "description"),
        ("instruction", "instruction"), ("areaDesc", "areaDesc"), ("polygon", "polygon"), ("circle", "circle"),
    ]

    override func begin(_ tag: XMLScanner.Tag) throws {
        guard tag.isOurs else { throw Unread(words: Self.notOurs) }
        let name = Self.leaves.first { tag.named($0.name) }?.word ?? ""
        if path.isEmpty, name != "alert" { throw Unread(words: Self.notOurs) }
        path.append(name)
        if name == "info" {
            info = AlertRead.Info()
        } else if !["", "alert", "area"].contains(name) {
            collect()
        }
    }

    override func end(_ tag: XMLScanner.Tag) throws {
        let name = path.popLast() ?? ""
        if name == "info", path == ["alert"] {
            guard read.infos.count < Self.mostInfos else { throw Unread(words: Self.notOurs) }
            return read.infos.append(info)
        }
        guard isCollecting, !name.isEmpty else { return }
        let text = gathered().trimmed
        switch path {
        case ["alert"]: setHead(name, text)
        case ["alert", "info"]: setInfo(name, text)
        case ["alert", "info", "area"]: setArea(name, text)
        default: break
        }
    }

    private func setHead(_ name: String, _ text: String) {
        switch name {
        case "identifier": read.identifier = text
        case "sender": read.sender = text
        case "sent":
            read.sent = text
            time(text)
        case "status": read.status = text
        case "msgType": read.kind = text
        case "scope": read.scope = text
        default: break
        }
    }

    private func setInfo(_ name: String, _ text: String) {
        switch name {
        case "language": info.language = String(text.prefix { $0 != "-" }).lowercased()
        case "category": if info.category.isEmpty { info.category = text }
        case "event": info.event = text
        case "urgency": info.urgency = text
        case "severity": info.severity = text
        case "certainty": info.certainty = text
        case "effective", "onset", "expires": time(text)
        case "senderName": info.sender = text
        case "headline": info.headline = text
        case "description": info.description = text
        case "instruction": info.instruction = text
        default: break
        }
    }

    private func setArea(_ name: String, _ text: String) {
        switch name {
        case "areaDesc": info.area = info.area.isEmpty ? text : "\(info.area); \(text)"
        case "polygon":
            if AlertShape.polygon(text) == nil {
                fail(L("An area needs four points at least, the last one the same as the first."))
            }
            if info.polygon.isEmpty { info.polygon = text }
        case "circle":
            if AlertShape.circle(text) == nil { fail(L("A circle needs a point and a radius.")) }
            if info.circle.isEmpty { info.circle = text }
        default: break
        }
    }

    private func fail(_ words: Message) { if fault == nil { fault = words } }

    /// `2027-06-18T08:13:00+02:00`: no fractions, never `Z`.
    private func time(_ text: String) {
        let bytes = Array(text.utf8)
        let form = Array("0000-00-00T00:00:00+00:00".utf8)
        let fits =
            bytes.count == form.count
            && zip(bytes, form).allSatisfy { byte, sign in
                switch sign {
                case UInt8(ascii: "0"): (48...57).contains(byte)
                case UInt8(ascii: "+"): byte == sign || byte == UInt8(ascii: "-")
                default: byte == sign
                }
            }
        if !fits { fail(L("A time is written as 2027-06-18T08:13:00+02:00, never with a Z.")) }
    }

    // MARK: What is taken

    private func check(adopts: Bool) throws {
        if let fault { throw Self.refusal(fault) }
        guard !read.identifier.isEmpty, !read.sender.isEmpty, !read.sent.isEmpty, !read.infos.isEmpty,
            ["Alert", "Update", "Cancel", "Ack", "Error"].contains(read.kind)
        else { throw Self.refusal(Self.notOurs) }
        guard ["Alert", "Update", "Cancel"].contains(read.kind) else {
            throw Self.refusal(L("An acknowledgement is no alert."))
        }
        guard !adopts else { return }
        if read.status != "Exercise" {
            throw Self.refusal(
                L("This alert is of no exercise: its status is not Exercise. Its text alone can be taken."))
        }
        if read.scope != "Private" {
            throw Self.refusal(L("This alert is not private. Its text alone can be taken."))
        }
    }
}
