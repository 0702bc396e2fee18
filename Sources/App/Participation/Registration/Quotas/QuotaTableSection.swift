import Domain
import Markup
import Web

/// Above the list of who comes: how each quota stands, and behind it all that is counted as a table.
struct QuotaTable {
    let strips: [SeatStanding.Strip]
    /// Before seats are given nobody waits: they ask.
    let isGiven: Bool

    var html: HTML {
        let isFull = QuotaStrips.isFull(strips)
        return """
            <ul class="lines quotas" id="room">\(strips.html { "<li>\(QuotaStrips.content($0, inFull: isFull))</li>" })</ul>\
            <details id="quota-table"><summary>\(L("All that is counted"))</summary>\(table)</details>
            """
    }

    /// Of one quota of each, which a page names by itself.
    func each(inFull: Bool) -> HTML {
        guard let strip = strips.first, !strip.counts.isEmpty else {
            return "<p class=\"meta\"><span>\(L("Nobody counts here yet."))</span></p>"
        }
        return """
            \(QuotaStrips.state(of: strip, inFull: inFull))<details id="each-\(strip.record.id)"><summary>\(L("Each by itself"))</summary>\(table)</details>
            """
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
