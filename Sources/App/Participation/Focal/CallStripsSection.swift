import Domain
import Markup
import Web

/// The quotas that concern a country: totals, its own lines, and nobody else's.
struct CallStrips {
    let strips: [SeatStanding.Strip]

    /// - Parameters:
    ///   - own: what the country's people have of what only some have, such as their organisations: of others nothing is shown.
    init(_ standing: SeatStanding, of country: String, own: Set<String>) {
        strips = standing.strips(of: country).compactMap { strip in
            let quota = strip.record.quota
            guard let attribute = quota.attribute, [.organisation, .city, .workingGroup].contains(attribute) else {
                return strip
            }
            let counts = strip.counts.filter { count in
                (count.full.value ?? quota.values.first).map(own.contains) ?? false
            }
            guard !counts.isEmpty else { return nil }
            return SeatStanding.Strip(record: strip.record, sentence: strip.sentence, counts: counts, kept: [])
        }
    }

    var html: HTML {
        guard !strips.isEmpty else { return .empty }
        return """
            <section id="seats"><h2>\(L("Seats that concern you"))</h2>\
            <ul class="lines quotas">\(strips.html { "<li>\(content($0))</li>" })</ul></section>
            """
    }

    /// For whom seats are kept is theirs.
    private func content(_ strip: SeatStanding.Strip) -> HTML {
        guard strip.record.quota.kind == .guarantee else {
            return QuotaStrips.content(strip, inFull: QuotaStrips.isFull(strips))
        }
        let seats = strip.record.quota.seats
        return """
            <p class="title"><span>\(L(seats, one: "\(seats) seat is kept for your country", other: "\(seats) seats are kept for your country"))</span></p>
            """
    }
}
