import Domain
import Markup
import Web

/// Above the list of who comes: what is full and what is free in one line, and behind it all quotas as a table.
struct QuotaTable {
    let strips: [SeatStanding.Strip]
    /// Before seats are given nobody waits: they ask.
    let isGiven: Bool

    /// So many are named; of more only their number is told.
    private static let (mostFull, mostFree) = (4, 6)

    var html: HTML {
        """
        <div id="room">\(line)</div><details id="quota-table"><summary>\(L(strips.count, one: "\(strips.count) quota", other: "\(strips.count) quotas"))</summary>\(table)</details>
        """
    }

    /// Of one quota of each, which a page names by itself.
    var each: HTML {
        guard let strip = strips.first, !strip.counts.isEmpty else {
            return "<p class=\"meta\"><span>\(L("Nobody counts here yet."))</span></p>"
        }
        return """
            \(line)<details id="each-\(strip.record.id)"><summary>\(L("Each by itself"))</summary>\(table)</details>
            """
    }

    private var line: HTML {
        let full = strips.flatMap { fullOnes($0) }
        let isFull = strips.contains {
            $0.record.quota.attribute == nil && $0.record.quota.mode == nil && $0.counts.contains(where: \.isFull)
        }
        // Where the whole event is full, no seat of a part of it is free.
        let free = isFull ? [] : strips.flatMap(\.counts).filter { $0.free > 0 }
        var parts: [Message] = []
        if !full.isEmpty { parts.append(L("Full: \(list: full, .commas)")) }
        if !free.isEmpty {
            let shown: [Message] = free.prefix(Self.mostFree).map { L("\($0.name): \($0.free)") }
            parts.append(L("Free: \(list: shown, .commas)"))
        }
        let rest = free.count - Self.mostFree
        if rest > 0 { parts.append(L(rest, one: "\(rest) other has room", other: "\(rest) others have room")) }
        return parts.isEmpty ? .empty : "<p class=\"meta\">\(parts.html { "<span>\($0)</span>" })</p>"
    }

    private func fullOnes(_ strip: SeatStanding.Strip) -> [Message] {
        let (quota, full) = (strip.record.quota, strip.counts.filter(\.isFull))
        guard let attribute = quota.attribute else {
            return full.map { quota.mode == nil ? L("all seats") : $0.name }
        }
        return quota.isOfEach && full.count > Self.mostFull ? [attribute.counted(full.count)] : full.map(\.name)
    }

    // MARK: The table

    private var asking: Message { isGiven ? L("Wait", context: "column") : L("Ask", context: "column") }

    private var table: HTML {
        """
        <div class="scroll" tabindex="0" role="region" aria-label="\(L("Quotas").string())"><table class="stack"><thead><tr>\
        <th scope="col">\(L("Quota"))</th><th scope="col" class="num">\(L("Taken"))</th><th scope="col" class="num">\(asking)</th>\
        <th scope="col">\(L("State"))</th></tr></thead>\(strips.html { "<tbody>\(rows($0))</tbody>" })</table></div>
        """
    }

    private func rows(_ strip: SeatStanding.Strip) -> HTML {
        if strip.record.quota.kind == .guarantee {
            return "<tr><th scope=\"row\">\(strip.sentence)</th><td colspan=\"3\">\(QuotaStrips.kept(strip))</td></tr>"
        }
        guard strip.record.quota.isOfEach else {
            return strip.counts.html { row($0, "\(strip.sentence)") }
        }
        let ordered = Folded.ordered(strip.counts) { $0.name.string() }
        return """
            \(strips.count > 1 ? "<tr><th scope=\"rowgroup\" colspan=\"4\">\(strip.sentence)</th></tr>" : .empty)\(ordered.html { row($0, "<bdi>\($0.name)</bdi>") })
            """
    }

    private func row(_ count: SeatStanding.Count, _ name: HTML) -> HTML {
        let offered: HTML =
            count.offered > 0 ? " <span class=\"muted\">\(L("\(count.offered) offered"))</span>" : .empty
        return """
            <tr><th scope="row">\(name)</th><td class="num" data-label="\(L("Taken").string())"><span>\(L("\(count.used) of \(count.seats)"))\(offered)</span></td>\
            <td class="num" data-label="\(asking.string())">\(count.waiting)</td>\
            <td data-label="\(L("State").string())">\(QuotaStrips.state(count))</td></tr>
            """
    }
}
