import Domain
import Markup
import Web

/// How anybody who nominated counts it again.
struct CheckPage {
    let frame: EventFrame
    let check: AllocationOperations.Check

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
            <ol class="in-order"><li><p>\(L("Take the files. They hold numbers in place of names, and of each person only what a quota looks at."))</p>\
            <ul>\(link("requests.csv", L("who asked, in the order of the list")))\(link("quotas.csv", L("the quotas")))\
            \(link("seated.csv", L("who sat already")))\(link("result.json", L("what the server found")))</ul></li>\
            <li><p>\(L("Walk the list from the top, or let the command do it; it needs no server:"))</p><pre class="quote" dir="ltr"><code>\(command)</code></pre></li>\
            <li><p>\(L("Compare: who is seated, in which order, and what was full for each who waits. Find your own people by their number."))</p></li></ol>\
            <p class="muted">\(L("The order is class (0 put first by an organiser, 1 on time, 2 late), then rank, then the lot or the time, then the number. The lot is SHA-256 of the word drawn for this event, a colon, and the country’s code; for people who come by themselves, the id of their registration."))</p>
            """)
    }

    private var lede: Message {
        guard let run = check.run, let at = run.decidedAt else {
            return L("This event gives seats as people come. The files show how things stand now.")
        }
        return L("The seats were given on \(MomentWords(event.timeZone).string(at)). The files are as they were then.")
    }
}
