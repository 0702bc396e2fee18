import Domain
import Markup
import Web

/// A strip: what is used, offered, wanted and free of a quota.
enum QuotaStrips {
    /// Whether all seats of the event are taken: then nothing of a part of it is free.
    static func isFull(_ strips: [SeatStanding.Strip]) -> Bool {
        strips.contains {
            $0.record.quota.attribute == nil && $0.record.quota.mode == nil && $0.counts.contains(where: \.isFull)
        }
    }

    /// Without its sentence.
    static func state(of strip: SeatStanding.Strip, inFull: Bool = false) -> HTML {
        strip.record.quota.kind == .guarantee ? kept(strip) : counts(strip, inFull)
    }

    static func content(_ strip: SeatStanding.Strip, inFull: Bool = false) -> HTML {
        """
        <p class="title"><span>\(strip.sentence)</span></p>\(state(of: strip, inFull: inFull))
        """
    }

    static func kept(_ strip: SeatStanding.Strip) -> HTML {
        strip.kept.isEmpty
            ? "<p class=\"meta\"><span>\(L("No seat is kept at present."))</span></p>"
            : "<p class=\"meta\"><span>\(L("Still kept for: \(list: strip.kept, .commas)"))</span></p>"
    }

    private static func counts(_ strip: SeatStanding.Strip, _ inFull: Bool) -> HTML {
        guard strip.record.quota.isOfEach else {
            return strip.counts.first.map { line($0, named: false, inFull) } ?? .empty
        }
        // What is full or over comes first: it is why somebody waits.
        let full = strip.counts.filter { $0.isFull || $0.waiting > 0 }
        let rest = strip.counts.count - full.count
        guard !strip.counts.isEmpty else {
            return "<p class=\"meta\"><span>\(L("Nobody counts here yet."))</span></p>"
        }
        if full.count > mostNamed, let attribute = strip.record.quota.attribute {
            return summary(strip, attribute, inFull)
        }
        guard !full.isEmpty else {
            return inFull ? .empty : "<p class=\"meta\"><span>\(L("All have room."))</span></p>"
        }
        return """
            \(full.html { line($0, named: true, inFull) })\
            \(rest > 0 && !inFull ? "<p class=\"meta\"><span>\(L(rest, one: "\(rest) other has room", other: "\(rest) others have room"))</span></p>" : .empty)
            """
    }

    /// More than these are counted, and stand by themselves in the table.
    private static let mostNamed = 4

    private static func summary(_ strip: SeatStanding.Strip, _ attribute: SeatAttribute, _ inFull: Bool)
        -> HTML
    {
        let (counts, full) = (strip.counts, strip.counts.count(where: \.isFull))
        let (used, room) = (counts.reduce(0) { $0 + $1.used }, counts.count - full)
        let waiting = counts.reduce(0) { $0 + $1.waiting }
        let isGiven = counts.contains(where: \.isGiven)
        return """
            <p class="meta"><span>\(L(used, one: "\(used) taken", other: "\(used) taken"))</span> \
            \(waiting > 0 ? "<span>\(asking(waiting, isGiven: isGiven))</span> " : .empty)\
            \(full > 0 ? "<span class=\"state warn\">\(L("Full: \(list: [attribute.counted(full)], .commas)"))</span> " : .empty)\
            \(room > 0 && !inFull ? "<span>\(L(room, one: "\(room) other has room", other: "\(room) others have room"))</span>" : .empty)</p>
            """
    }

    private static func line(_ count: SeatStanding.Count, named: Bool, _ inFull: Bool) -> HTML {
        let seats = count.seats
        let chip: HTML = inFull && count.free > 0 ? .empty : Self.state(count)
        return """
            <p class="meta">\(named ? "<b dir=\"auto\">\(count.name)</b> " : .empty)<span>\(L("\(count.used) of \(seats) taken"))</span>\
            \(count.offered > 0 ? " <span>\(L("\(count.offered) offered"))</span>" : .empty)\
            \(count.waiting > 0 ? " <span>\(asking(count.waiting, isGiven: count.isGiven))</span>" : .empty)\
             \(chip)</p>
            """
    }

    private static func asking(_ waiting: Int, isGiven: Bool) -> Message {
        isGiven
            ? L(waiting, one: "\(waiting) waits", other: "\(waiting) wait")
            : L(waiting, one: "\(waiting) asks", other: "\(waiting) ask")
    }

    static func state(_ count: SeatStanding.Count) -> HTML {
        if count.free < 0 { return "<span class=\"state bad\">\(L("\(-count.free) over"))</span>" }
        if count.free == 0 { return "<span class=\"state warn\">\(L("full"))</span>" }
        return "<span class=\"state good\">\(L("\(count.free) free"))</span>"
    }
}
