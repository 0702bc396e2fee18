@testable import App
import Domain
import Markup
import Testing
import Web

struct ForceFieldTests {
    private func force(_ text: String, _ weight: Int, hue: Int? = nil) -> ForceField.Force {
        .init(text: text, language: "en", weight: weight, hue: hue)
    }

    private func field(_ facilitating: [ForceField.Force], _ blocking: [ForceField.Force], limit: Int = 12)
        -> ForceField
    {
        ForceField(
            id: "f", title: "Two against one", facilitatingHead: "Helps · 6", blockingHead: "Hinders · 5",
            emptyLabel: "Nothing yet",
            facilitating: facilitating, blocking: blocking, limit: limit)
    }

    @Test
    func `the strongest come first, and equals keep their order`() {
        let forces = [force("a", 2), force("b", 5), force("c", 2), force("d", 3)]
        #expect(ForceField.ordered(forces).map(\.text) == ["b", "d", "a", "c"])
    }

    @Test
    func `on the wall no letter is small, whatever the words, and what does not fit is counted`() {
        let long = String(
            repeating: "A clearance takes nine to fourteen months and ends when a person changes the post. ", count: 3)
        var field = field((1...9).map { force("\($0) \(long)", 3) }, [force(long, 3)])
        (field.size, field.room) = (.wall, 560)
        let svg = field.svg(.page(direction: "ltr")).text
        #expect(svg.contains("viewBox=\"0 0 1760 ") && field.height <= 560 && svg.contains("+ "))
        #expect(ChartSamples.letters(svg).allSatisfy { $0 >= 32 })
    }

    @Test
    func `the weight makes an arrow longer and thicker`() {
        let sizes = ForceBalance.weights.map(ForceField.size)
        for (less, more) in zip(sizes, sizes.dropFirst()) {
            #expect(less.length < more.length && less.half < more.half)
        }
        #expect(ForceField.size(of: 9).length == ForceField.size(of: 5).length, "Never beyond its column.")
    }

    @Test
    func `facilitating forces push from the left, blocking ones from the right, and mirrored in Arabic`() {
        let chart = field([force("Glossary", 5)], [force("Old lists", 5)])
        let page = chart.svg(.page(direction: "ltr")).text
        let mirrored = chart.svg(.page(direction: "rtl")).text
        // The points of both arrows lie 8 beside the line of the present situation.
        #expect(page.contains("L597 ") && page.contains("L613 "))
        let left = page.range(of: "Glossary")
        let right = page.range(of: "Old lists")
        #expect(left != nil && right != nil)
        #expect(page.contains("text-anchor=\"end\" x=\"372\"") && page.contains("text-anchor=\"start\" x=\"838\""))
        #expect(mirrored.contains("direction=\"rtl\"") && mirrored.contains("text-anchor=\"end\" x=\"838\""))
    }

    @Test
    func `a sector stands beside its force by shape, and text is escaped`() {
        let page = field([force("<b>Glossary</b>", 3, hue: 1)], []).svg(.page(direction: "ltr")).text
        #expect(page.contains("<g class=\"s1\"><circle"))
        #expect(page.contains("&lt;b&gt;") && !page.contains("<b>"))
        #expect(page.contains("Nothing yet"))
    }

    @Test
    func `a file carries its own colours and no classes`() {
        let file = field([force("Glossary", 3, hue: 2)], [force("Old lists", 1)]).svg(.file(direction: "ltr")).text
        #expect(file.hasPrefix("<?xml") && !file.contains("class="))
        #expect(file.contains("fill=\"#0B6E94\"") && file.contains("fill=\"#4A4FA3\""))
        #expect(!file.contains("#B4590A"), "Orange is civil protection and nothing else.")
    }

    @Test
    func `what is not drawn is counted`() {
        let many = (1...9).map { force("Force \($0)", 3) }
        let page = field(many, [], limit: 6).svg(.page(direction: "ltr")).text
        #expect(page.contains("+ 3") && page.contains("Force 6") && !page.contains("Force 7"))
    }
}
