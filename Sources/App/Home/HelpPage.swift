import Markup
import Web

/// One page in plain words: what to do now.
struct HelpPage {
    let visit: Visit

    var answer: Answer {
        .html(
            visit.layout(.narrow, L("Help")).document(
                """
                <div class="head"><h1>\(L("What do I do now?"))</h1></div>\
                \(HelpGuidePage.list)\(keys)\
                <section id="participant"><h2>\(L("I take part in an event"))</h2><ol>\
                <li>\(L("Open your personal link, from a mail or a slip. Or enter the code on the screen in the room; the facilitator then lets you in."))</li>\
                <li>\(L("Keep the page open. It always shows what happens now, and updates by itself."))</li>\
                <li>\(L("Write issues in your own language, one sentence each. You can change or withdraw your own."))</li>\
                <li>\(L("When voting is open, choose and send. You get a receipt, and may change your vote until voting closes. Nobody sees how you voted."))</li>\
                <li>\(L("In a group, your page opens the table of your group. Everybody may write there at the same time; what you type is saved at once."))</li>\
                <li>\(L("Say what helps and what blocks, and name the past event or exercise that shows it. Then say how it should be, and what has to be done."))</li>\
                <li>\(L("In the exchange, endorse what you would support and ask what you want to know. Your country says what it adopts, adapts or declines, and may come back to it later."))</li>\
                <li>\(L("Rate the statements of the guide's outline, read the guide, and comment on any section. A number in the text leads to where a sentence comes from."))</li>\
                <li>\(L("No connection? What you typed is kept on your phone and is sent when the connection is back."))</li></ol></section>\
                <section id="facilitator"><h2>\(L("I run an event"))</h2><ol>\
                <li>\(L("Sign in, and open the console of your event. It shows the stages at the side, from collecting to the guide. One press opens the next."))</li>\
                <li>\(L("Open the projector from the console, on the computer that is connected to it. It follows you and needs no sign-in."))</li>\
                <li>\(L("Let in the people who wait at the door, and look at the side column: it shows who has not answered yet."))</li>\
                <li>\(L("Merge issues that say the same. Each keeps its words below the merged one, and you can undo it until the vote."))</li>\
                <li>\(L("Open a vote, close it, and reveal the result when the room is ready. All screens show it at the same time."))</li>\
                <li>\(L("Choose the priority issues from the result, let groups be proposed, change them by hand, and use them. Each phone shows its group."))</li>\
                <li>\(L("While groups analyse and envision, the console shows how far each table is. Any table or sheet can be put on the projector."))</li>\
                <li>\(L("Go through the gallery sheet by sheet, then show the matrix and the shared blocking aspects: they say who should visit whom."))</li>\
                <li>\(L("Let the room agree on the outline, write the guide beside its evidence, and keep a version that each sector reviews and signs."))</li>\
                <li>\(L("Download guide, report and tables under “Reports”. The thread shows what became of each issue, and what went no further."))</li></ol></section>\
                <section id="link"><h2>\(L("My link does not work"))</h2>\
                <p>\(L("A newer card may have replaced it. Ask the organiser for a new link, or enter by the code on the screen."))</p></section>\
                <p class="meta">Roundtable \(Version.text)</p>
                """))
    }

    /// Which keys do something on desk pages, and the switch for all of them.
    private var keys: HTML {
        guard let account = visit.visitor.account else { return .empty }
        let ways = Rail.entries.filter { $0.isFor(account) }
        return """
            <section id="keys"><h2>\(L("Keys"))</h2>\
            <p>\(L("On desk pages, while you are not writing. On the console each button names its own."))</p>\
            <dl class="facts"><dt><kbd>?</kbd></dt><dd>\(L("Help with the page"))</dd>\
            \(ways.contains { $0.key == Rail.searchKey } ? "<dt><kbd>/</kbd></dt><dd>\(L("Search"))</dd>" : .empty)\
            \(ways.html { "<dt><kbd>g</kbd> <kbd>\($0.key)</kbd></dt><dd>\($0.label(for: account))</dd>" })</dl>\
            <p><button type="button" data-keys-toggle hidden></button> <span class="small muted">\(L("For this browser."))</span></p></section>
            """
    }
}
