import Markup
import Web

/// A strip: what is used, offered, wanted and free of a quota.
enum QuotaStrips {
    static func content(_ strip: SeatStanding.Strip) -> HTML {
        """
        <p class="title"><span>\(strip.sentence)</span></p>\(strip.record.quota.kind == .guarantee ? kept(strip) : counts(strip))
        """
    }

    static func kept(_ strip: SeatStanding.Strip) -> HTML {
        strip.kept.isEmpty
            ? "<p class=\"meta\"><span>\(L("No seat is kept at present."))</span></p>"
            : "<p class=\"meta\"><span>\(L("Still kept for: \(list: strip.kept, .commas)"))</span></p>"
    }

    private static func counts(_ strip: SeatStanding.Strip) -> HTML {
        guard strip.record.quota.isOfEach else { return strip.counts.first.map { line($0, named: false) } ?? .empty }
        // What is full or over comes first: it is why somebody waits.
        let full = strip.counts.filter { $0.isFull || $0.waiting > 0 }
        let rest = strip.counts.count - full.count
        guard !strip.counts.isEmpty else {
            return "<p class=\"meta\"><span>\(L("Nobody counts here yet."))</span></p>"
        }
        guard !full.isEmpty else { return "<p class=\"meta\"><span>\(L("All have room."))</span></p>" }
        return """
            \(full.html { line($0, named: true) })\
            \(rest > 0 ? "<p class=\"meta\"><span>\(L(rest, one: "\(rest) other has room", other: "\(rest) others have room"))</span></p>" : .empty)
            """
    }

    private static func line(_ count: SeatStanding.Count, named: Bool) -> HTML {
        let seats = count.seats
        return """
            <p class="meta">\(named ? "<b dir=\"auto\">\(count.name)</b> " : .empty)<span>\(L("\(count.used) of \(seats) taken"))</span>\
            \(count.offered > 0 ? " <span>\(L("\(count.offered) offered"))</span>" : .empty)\
            \(count.waiting > 0 ? " <span>\(asking(count))</span>" : .empty)\
             \(state(count))</p>
            """
    }

    private static func asking(_ count: SeatStanding.Count) -> Message {
        count.isGiven
            ? L(count.waiting, one: "\(count.waiting) waits", other: "\(count.waiting) wait")
            : L(count.waiting, one: "\(count.waiting) asks", other: "\(count.waiting) ask")
    }

    static func state(_ count: SeatStanding.Count) -> HTML {
        if count.free < 0 { return "<span class=\"state bad\">\(L("\(-count.free) over"))</span>" }
        if count.free == 0 { return "<span class=\"state warn\">\(L("full"))</span>" }
        return "<span class=\"state good\">\(L("\(count.free) free"))</span>"
    }
}
