import Domain
import Markup
import Web

/// Moments of the story in words: on the clock of a cell's zone, with the story's day, which is counted by the dates of the story's own zone.
struct StoryWords: Sendable {
    /// In which it is read.
    let zone: String
    let storyZone: String
    /// The story's first instant.
    let begins: Int64

    init(zone: String, storyZone: String, begins: Int64) {
        self.zone = zone
        self.storyZone = storyZone
        self.begins = begins
    }

    init(_ msel: MselRecord, zone: String) {
        self.init(zone: zone, storyZone: msel.zone, begins: msel.storyStart)
    }

    /// From 1.
    func day(_ story: Int64) -> Int {
        let clock = MomentWords(storyZone)
        return clock.wallClock(story).day.daysSince1970 - clock.wallClock(begins).day.daysSince1970 + 1
    }

    /// `Friday 18 June, 9:40`
    func plain(_ story: Int64) -> String { MomentWords(zone).plain(story, .weekday) }

    /// `story Friday 18 June, 9:40 · Day 2`
    func html(_ story: Int64) -> HTML {
        """
        <span class="story" title="\(MomentWords.iso(story))">\(L("Story")) \(plain(story)) <span class="muted">· \(L("Day \(day(story))"))</span></span>
        """
    }
}

/// The clocks above a page of an exercise; they count on in the browser.
struct ExerciseClockSection: Sendable {
    let words: StoryWords
    let moment: ExerciseMoment
    let state: ExerciseState

    /// How fast the story goes on, as `exercise.js` reads it: 3/2.
    private var rate: String {
        let (speed, rate) = (moment.clock.speed, moment.rate)
        return "\(speed.numerator * rate.numerator)/\(speed.denominator * rate.denominator)"
    }

    func html(_ id: String) -> HTML {
        """
        <p class="play-clock" id="\(id)">\(moment.story.map(story))<span>\(L("Now")) \(now)</span>\
        \(state == .running || state.isPlanned ? .empty : "<span class=\"state warn\">\(state.label)</span>")</p>
        """
    }

    /// - Parameter story: its present instant.
    func story(_ story: Int64) -> HTML {
        let shown = MomentWords(words.zone).wallClock(story)
        return """
            <span>\(L("Story")) <b>\(clock(story, rate: rate, """
                <span class="day">\(DateText.weekday(shown.weekday)) \(DateText.dayAndMonth(shown.date))</span> <span class="hm">\(shown.clock)</span>
                """))</b> <span class="muted">· \(L("Day \(words.day(story))"))</span></span> 
            """
    }

    private var now: HTML {
        let clock = MomentWords(words.zone)
        return self.clock(
            moment.wall, rate: "1/1",
            "<span class=\"hm\">\(clock.wallClock(moment.wall).clock)</span> <span class=\"zone\">(\(clock.name(at: moment.wall)))</span>"
        )
    }

    private func clock(_ at: Int64, rate: String, _ content: HTML) -> HTML {
        """
        <time datetime="\(MomentWords.iso(at))" title="\(MomentWords.iso(at))" data-clock="\(at)" data-at="\(moment.wall)" data-rate="\(rate)" data-zone="\(words.zone)">\(content)</time>
        """
    }
}
