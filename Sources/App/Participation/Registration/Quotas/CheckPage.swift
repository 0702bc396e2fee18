import Domain
import Markup
import Web

/// How anybody who nominated counts it again.
struct CheckPage {
    let frame: EventFrame
    let check: AllocationCheck
    /// The word of the lot, for who runs the event.
    let seed: String?

    private var event: EventRecord { frame.event }

    private func link(_ file: String, _ words: Message) -> HTML {
        """
        <li><a href="\(Paths.allocationCheckFile(event.id, file))" dir="ltr">\(file)</a> <span class="muted">\(words)</span></li>
        """
    }

    var answer: Answer {
        let command =
            "roundtable allocate --quotas quotas.csv --at \(InstantText.write(check.at)) --seated seated.csv requests.csv"
        return frame.registration(
            nil, L("How to check it"), path: Paths.allocationCheck(event.id), head: "<p class=\"lede\">\(lede)</p>",
            """
            \(people)<ol class="in-order"><li><p>\(L("Take the files. They hold numbers in place of names, and of each person only what a quota looks at."))\
             \(check.own == nil ? .empty : "\(L("Where others come from is told by codes that stay the same in this event, and their lot by its place: the seats come out the same."))")</p>\
            <ul>\(link("requests.csv", L("who asked, in the order of the list")))\(link("quotas.csv", L("the quotas")))\
            \(link("seated.csv", L("who sat already")))\(link("result.json", L("what the server found")))</ul></li>\
            <li><p>\(L("Walk the list from the top, or let the command do it; it needs no server:"))</p><pre class="quote" dir="ltr"><code>\(command)</code></pre></li>\
            <li><p>\(L("Compare: who is seated, in which order, and what was full for each who waits. Find your own people by their number."))</p></li></ol>\
            <p class="muted">\(L("The order is class (0 put first by an organiser, 1 on time, 2 late), then rank, then the lot or the time, then the number. The lot is SHA-256 of the word drawn for this event, a colon, and the country’s code; for people who come by themselves, the id of their registration."))\
            \(seed.map { " \(L("The word drawn is \($0); nothing changes it."))" as HTML } ?? .empty)</p>
            """)
    }

    /// Whom the reader nominated, under which numbers they stand in the files.
    private var people: HTML {
        guard let own = check.own else { return .empty }
        guard !own.isEmpty else { return "<p class=\"muted\">\(L("None of your people is on the list any more."))</p>" }
        return """
            <section id="own"><h2>\(L("Your people in the files"))</h2><div class="scroll" tabindex="0" role="region" aria-label="\(L("Your people in the files").string())">\
            <table class="stack"><thead><tr><th scope="col">\(L("Number"))</th><th scope="col">\(L("Name"))</th><th scope="col">\(L("State"))</th>\
            <th scope="col">\(L("Lot or time"))</th></tr></thead><tbody>\(own.html(line))</tbody></table></div></section>
            """
    }

    private func line(_ one: AllocationCheck.Own) -> HTML {
        """
        <tr><th scope="row">\(one.record.number)</th><td data-label="\(L("Name").string())"><bdi>\(one.record.name)</bdi></td>\
        <td data-label="\(L("State").string())"><span class="state \(one.record.stateMark)">\(one.record.stateLabel)</span></td>\
        <td data-label="\(L("Lot or time").string())"><code dir="ltr">\(one.tie)</code></td></tr>
        """
    }

    private var lede: Message {
        guard let run = check.run, let at = run.decidedAt else {
            return L("This event gives seats as people come. The files show how things stand now.")
        }
        return L("The seats were given on \(MomentWords(event.timeZone).string(at)). The files are as they were then.")
    }
}
