import Domain
import Markup
import Web

/// The clocks of an exercise on a page. They count on by themselves where the page has `layout.scripts = ["exercise"]`.
struct PlayClocksSection {
    let moment: ExerciseMoment
    let event: EventRecord
    let msel: MselRecord

    /// How long it has been played: `1:20:00`.
    var elapsed: HTML {
        time(moment.elapsed, moment.clock.speed, zone: nil, ElapsedText.long(moment.elapsed))
    }

    /// The story's clock in a zone, with its day; before STARTEX its first instant.
    func story(in zone: String) -> HTML {
        let (speed, rate) = (moment.clock.speed, moment.rate)
        let both = Speed(speed.numerator * rate.numerator, speed.denominator * rate.denominator)
        let value = moment.story ?? msel.storyStart
        let day = StoryDay.number(value, in: msel)
        return """
            \(time(value, both, zone: zone, MomentWords(zone).plain(value, .time))) \
            <span class="small">\(L("Day \(day)"))</span>
            """
    }

    /// The clock on the wall where the exercise is run.
    var wall: HTML {
        time(moment.wall, .normal, zone: event.timeZone, MomentWords(event.timeZone).plain(moment.wall, .time))
    }

    /// All three, with what each is.
    var html: HTML {
        """
        <dl class="excon-clocks"><div><dt>\(L("Exercise"))</dt><dd>\(elapsed)</dd></div>\
        <div><dt>\(L("Story (\(MomentWords(msel.zone).name(at: moment.story ?? msel.storyStart)))"))</dt><dd>\(story(in: msel.zone))</dd></div>\
        <div><dt>\(L("Now (\(MomentWords(event.timeZone).name(at: moment.wall)))"))</dt><dd>\(wall)</dd></div></dl>
        """
    }

    private func time(_ value: Int64, _ speed: Speed, zone: String?, _ text: String) -> HTML {
        """
        <time data-clock="\(value)" data-at="\(moment.wall)" data-server-now="\(moment.wall)"\
         data-rate="\(speed.numerator)/\(speed.denominator)"\("data-zone", value: zone)>\(text)</time>
        """
    }
}
