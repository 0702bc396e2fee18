import Domain
import Storage
import StorageTestSupport
import TestSupport
import Testing
import Web

@testable import App

/// Alerts of an exercise as CAP 1.2.
struct ExerciseAlertTests {
    private var alert: ExerciseAlert {
        ExerciseAlert(
            sender: "exercise.north1@roundtable.example", identifier: "exercise-north1-7",
            sent: "2027-06-18T08:13:00+02:00", title: "Nordgate & Co", cells: ["Aldoria", "Upper \"B\""],
            infos: [
                .init(language: "en", sender: "Station", headline: "Stay away", description: "Eyes < 1 & \u{1}cough"),
                .init(language: "fr", sender: "", headline: "N’approchez pas", description: "Restez chez vous"),
            ], story: "2027-06-18T08:13:00+02:00",
            columns: ["CAP category": "health", "CAP area": "Nordgate", "CAP polygon": "1,1 1,2 2,2 1,1"])
    }

    private let golden = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- EXERCISE EXERCISE EXERCISE -->
        <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
        <identifier>exercise-north1-7</identifier>
        <sender>exercise.north1@roundtable.example</sender>
        <sent>2027-06-18T08:13:00+02:00</sent>
        <status>Exercise</status>
        <msgType>Alert</msgType>
        <scope>Private</scope>
        <addresses>Aldoria &quot;Upper &#39;B&#39;&quot;</addresses>
        <note>EXERCISE EXERCISE EXERCISE · Nordgate &amp; Co · exercise-north1-7</note>
        <info>
        <language>en</language>
        <category>Health</category>
        <event>Stay away</event>
        <urgency>Unknown</urgency>
        <severity>Unknown</severity>
        <certainty>Unknown</certainty>
        <senderName>Station</senderName>
        <headline>EXERCISE · Stay away</headline>
        <description>EXERCISE EXERCISE EXERCISE

        Eyes &lt; 1 &amp; cough

        EXERCISE EXERCISE EXERCISE</description>
        <parameter>
        <valueName>storyTime</valueName>
        <value>2027-06-18T08:13:00+02:00</value>
        </parameter>
        <area>
        <areaDesc>Nordgate</areaDesc>
        <polygon>1,1 1,2 2,2 1,1</polygon>
        </area>
        </info>
        <info>
        <language>fr</language>
        <category>Health</category>
        <event>N’approchez pas</event>
        <urgency>Unknown</urgency>
        <severity>Unknown</severity>
        <certainty>Unknown</certainty>
        <headline>EXERCISE · N’approchez pas</headline>
        <description>EXERCISE EXERCISE EXERCISE · EXERCICE

        Restez chez vous

        EXERCISE EXERCISE EXERCISE · EXERCICE</description>
        <parameter>
        <valueName>storyTime</valueName>
        <value>2027-06-18T08:13:00+02:00</value>
        </parameter>
        <area>
        <areaDesc>Nordgate</areaDesc>
        <polygon>1,1 1,2 2,2 1,1</polygon>
        </area>
        </info>
        </alert>
        <!-- EXERCISE EXERCISE EXERCISE -->

        """

    @Test func `an alert is always Exercise and Private, marked first and last, and escaped`() {
        #expect(alert.xml == golden)
    }

    @Test func `a correction is an update that names what it strikes`() {
        var alert = alert
        alert.corrects = .init(identifier: "exercise-north1-6", sent: "2027-06-18T08:03:00+02:00")
        #expect(alert.xml.contains("<msgType>Update</msgType>"))
        #expect(
            alert.xml.contains(
                "<references>exercise.north1@roundtable.example,exercise-north1-6,2027-06-18T08:03:00+02:00</references>"
            ))
    }

    @Test func `times have their offset, never a Z`() {
        #expect(ExerciseAlert.time(Nordgate.storyStart, zone: "Europe/Zagreb") == "2027-06-18T07:40:00+02:00")
        #expect(ExerciseAlert.time(Nordgate.storyStart, zone: "UTC") == "2027-06-18T05:40:00-00:00")
        #expect(ExerciseAlert.time(Nordgate.storyStart, zone: "Asia/Kolkata") == "2027-06-18T11:10:00+05:30")
        #expect(ExerciseAlert.time(Nordgate.storyStart, zone: "America/New_York") == "2027-06-18T01:40:00-04:00")
    }

    // MARK: Reading

    private func words(_ text: String, adopts: Bool = false) -> String {
        do {
            _ = try ExerciseAlertReader.read(Array(text.utf8), adopts: adopts)
            return ""
        } catch let refusal as Refusal {
            return refusal.fields["file"]?.string(in: .english) ?? "?"
        } catch {
            return "\(error)"
        }
    }

    private func after(_ old: String, _ new: String, adopts: Bool = false) -> String {
        words(golden.replacing(old, with: new), adopts: adopts)
    }

    @Test func `what was written here is read, of each kind`() throws {
        for kind in ["Alert", "Update", "Cancel"] {
            #expect(after("<msgType>Alert<", "<msgType>\(kind)<").isEmpty)
        }
        let read = try ExerciseAlertReader.read(Array(golden.utf8), adopts: false)
        #expect(read.infos.map(\.language) == ["en", "fr"])
        #expect(read.infos[0].headline == "EXERCISE · Stay away" && read.infos[0].polygon == "1,1 1,2 2,2 1,1")
        let prefixed = golden.replacing("<alert xmlns=", with: "<cap:alert xmlns:cap=").replacing(
            "</alert>", with: "</cap:alert>")
        #expect(words(prefixed).isEmpty)
    }

    @Test func `what is of no exercise, malformed, open, public or hostile is refused in words`() {
        #expect(after("<status>Exercise<", "<status>Actual<").contains("status is not Exercise"))
        #expect(after("<status>Exercise<", "<status>Actual<", adopts: true).isEmpty)
        #expect(after("<scope>Private<", "<scope>Public<").contains("not private"))
        #expect(after("08:13:00+02:00</sent>", "06:13:00Z</sent>").contains("Z"))
        #expect(after("08:13:00+02:00</sent>", "08:13:00.5+02:00</sent>").contains("Z"))
        #expect(after("2,2 1,1</polygon>", "2,2 1,3</polygon>").contains("four points"))
        #expect(after("1,1 1,2 2,2 1,1</polygon>", "91,1 1,2 2,2 91,1</polygon>").contains("four points"))
        #expect(after("<alert xm", "<!DOCTYPE alert [<!ENTITY a \"b\">]><alert xm").contains("document type"))
        #expect(after("cap:1.2", "cap:1.1").contains("CAP 1.2"))
        #expect(after("<status>", "<x:y xmlns:x=\"urn:other\"></x:y><status>").contains("CAP 1.2"))
        #expect(after("<msgType>Alert<", "<msgType>Ack<").contains("acknowledgement"))
        #expect(after("</alert>", "").contains("XML"))
        #expect(words("").contains("CAP 1.2"))
        #expect(words(String(repeating: " ", count: ExerciseAlertReader.limit)).contains("5 MB"))
    }

    @Test(arguments: TestEngine.allCases)
    func `an alert becomes a draft in the plan's languages, and its figures columns of the plan`(engine: TestEngine)
        async throws
    {
        try await TestSite.with(engine) { site in
            let world = try await ExercisePlanWorld(site)
            let path = "\(world.path)/msel/alert"
            let real = golden.replacing("<status>Exercise<", with: "<status>Actual<")
            let refused = try await world.lead.upload(path, field: "file", fileName: "a.xml", Array(real.utf8))
            #expect(refused.status == 422)
            let sent = try await world.lead.upload(
                path, ["adopt": "1"], field: "file", fileName: "a.xml", Array(real.utf8))
            #expect(sent.status == 303, "\(sent.text.prefix(2_000))")
            let plan = try await world.plan()
            let inject = try #require(plan.injects.last)
            #expect(inject.title == "Stay away" && inject.channel == .cap && inject.status == .draft)
            #expect(inject.texts.map(\.language) == ["en", "fr"])
            #expect(inject.texts[0].body == "Eyes < 1 & cough" && inject.texts[0].subject == "Stay away")
            #expect(inject.extra["CAP category"] == "Health" && inject.extra["CAP polygon"] == "1,1 1,2 2,2 1,1")
            #expect(plan.msel.extraColumns.contains("CAP category"))
        }
    }

    @Test(arguments: TestEngine.allCases)
    func `only EXCON and the cell that was given it have an alert's file`(engine: TestEngine) async throws {
        try await TestSite.with(engine) { site in
            let world = try await PlayWorld(
                site, [.init(label: "1", channel: "cap", to: ["A", "C"]), .init(label: "2", to: ["A"])])
            try await world.begin()
            world.advance(minutes: 4)
            for label in ["1", "2"] { try await world.release(label) }
            let (paper, other) = (try await world.paper("1", "A"), try await world.paper("2", "A"))
            let path = { (id: Paper.ID) in "/events/\(world.event)/exercise/papers/\(id)/alert.xml" }
            let own = try await world.player("A").get(path(paper))
            #expect(own.status == 200 && own.contains("<status>Exercise</status>"))
            #expect(own.contains("<addresses>&quot;Cell A&quot;</addresses>") && !own.contains("Cell C"))
            #expect(own.text.split(separator: "<info>").count == 2)
            for code in ["B", "C"] { #expect(try await world.player(code).get(path(paper)).status == 404) }
            #expect(try await world.player("A").get(path(other)).status == 404)
            let control = await world.world.browser(world.world.facilitator)
            let all = try await control.get(path(paper))
            #expect(all.contains("<language>en</language>") && all.contains("<language>fr</language>"))
            #expect(all.contains("Cell A") && all.contains("Cell C"))
        }
    }
}
