extension NordgateTexts {
    static let english: [Int: NordgateText] = [
        1: NordgateText(
            "The day before the festival",
            """
            Tomorrow the international choir festival opens in Nordgate, with guests from all six countries of the \
            story. Your cell is on duty in its capital; the three functions sit together. Everything that you are \
            told here is invented, and nothing of it leaves this exercise.
            """),
        2: NordgateText(
            "Station duty desk: many with sore eyes",
            """
            This is the duty desk of Nordgate station. About thirty people in the hall complain of sore eyes and a \
            cough, and more come to us. We have opened the doors and made an announcement. Nobody can say yet what \
            it is. What do we tell the trains that are under way?
            """),
        3: NordgateText(
            "Clip from the hall spreads",
            """
            A traveller's clip of twenty seconds shows people leaving the hall with scarves before their faces. It \
            has been seen two hundred thousand times, and each who passes it on names another cause. The broadcaster \
            asks whether the station is closed, and says that it goes on air in ten minutes.
            """),
        4: NordgateText(
            "First confirmed report",
            """
            The fire service at the scene confirms an unknown irritant in the hall. Forty-one people were looked at, \
            nine are in hospital, none is in danger. The cause is under inquiry. This is the first report that an \
            authority has signed; what was said before it is unconfirmed.
            """),
        5: NordgateText(
            "Hospital sees self-presenters",
            """
            Eleven people came to our emergency room by themselves, from the evening train out of Nordgate. We have \
            put them in one waiting area and keep the entrance free. We were told nothing by our neighbours. Is this \
            one event or two, and whom do we report to?
            """),
        6: NordgateText(
            "Close, part-close or keep the station?",
            """
            The operator asks for a decision within twelve minutes. The hall is empty; the platforms work; two \
            trains with 900 people wait outside. Your neighbour reads your decision at the same time as its own \
            railway does. Say what you do, why, and whom you asked.
            """),
        7: NordgateText(
            "Stay away from Nordgate",
            """
            People are asked to stay away from Nordgate station and its forecourt until further notice. Those who \
            were in the hall and feel unwell should rest in fresh air and call the public line. There is no reason \
            to leave homes nearby.
            """),
        8: NordgateText(
            "Kestrel: gates do not answer",
            """
            This is the site manager at Kestrel. Since twenty minutes our gates and the display of our sensors do \
            not answer, and mail is slow. The guards are at their posts and count by hand. We know of no damage \
            outside. We want to know whether we should tell more than our own ministry.
            """),
        9: NordgateText(
            "Mail is down; this came by a private line",
            """
            Our mail no longer works. This message comes by the private line of an engineer, which nobody agreed to \
            use. Please say by which channel we reach each other from now on, and who tells our partners about it. \
            Do not answer to this address.
            """),
        10: NordgateText(
            "Rumour joins both places",
            """
            A post says that the station and the Kestrel site were struck by the same hands, and that the \
            authorities know it. It was passed on nine thousand times in half an hour. Nothing that you have been \
            told so far confirms or excludes a link.
            """),
        11: NordgateText(
            "Hold the festival?",
            """
            The festival's office needs one answer from all six countries by the end of this move: eleven choirs are \
            on their way, and the square is two kilometres from the station. Hold it as planned, shorten it, or move \
            it to another day. An answer that differs from your neighbour's has to be explained together.
            """),
        12: NordgateText(
            "Patients without papers at the crossing",
            """
            At the road crossing stand fourteen people who feel unwell; six have no papers with them. The ambulance \
            of the other side is nearer. The guard asks who may let them through, who takes them, and who writes \
            their names down.
            """),
        13: NordgateText(
            "Can you spare protective staff?",
            """
            Aldoria asks its partners for staff who can keep a perimeter and check bags for two days. Say how many, \
            from when, under whose orders, and what you need in return. If you decline, say why: the reason is part \
            of the answer.
            """),
        14: NordgateText(
            "Two drafts of one press line",
            """
            Two spokespeople have sent two drafts. One says that everything is under control, the other that the \
            cause is not known. Both would go out in five minutes, in three languages. Agree on one line with your \
            neighbours before anything is released.
            """),
        15: NordgateText(
            "Trains held at the border bridge",
            """
            Three trains stand on both sides of the border bridge, since each railway waits for the other's word. \
            There are 640 passengers, among them two choirs of children. Water is on board for two hours. Who \
            decides, and by when?
            """),
        16: NordgateText(
            "Transit passengers need places tonight",
            """
            About 420 transit passengers cannot travel on tonight. They are well. The coordinator asks each of you \
            how many places you can give, for how many nights, and who receives them at the station.
            """),
        17: NordgateText(
            "“Neighbours knew before us”",
            """
            A morning paper writes that a neighbouring country had the report forty minutes before the people of \
            Nordgate. It prints two times of the day and no source. The paper asks each capital the same question: \
            when did you know, and whom did you tell?
            """),
        18: NordgateText(
            "Manual gates: who decides?",
            """
            The gates at Kestrel can be opened and shut by hand. That lets ambulances and staff in, and takes the \
            record of who passes away from the system. Open them by hand, keep them shut, or ask first? Say which of \
            your functions has agreed.
            """),
        19: NordgateText(
            "A neighbour asks why no notice came",
            """
            We learnt of the confirmed report at Nordgate from the news, twenty minutes after it was signed. We have \
            people on the same line. We ask what was known at which time, and to which desk a notice went, if one \
            did.
            """),
        20: NordgateText(
            "Update: hall cleared",
            """
            The hall of Nordgate station has been cleared and aired; measurements show nothing unusual. The \
            forecourt is open. What was said earlier about a closed district is withdrawn. People with complaints \
            still call the public line.
            """),
        21: NordgateText(
            "Laboratory's last word",
            """
            The laboratory's last word: no warfare agent was found; the cause is under inquiry. Correct what you \
            have said where it went further than this, and say to whom the correction goes. The story is now on its \
            third day.
            """),
        22: NordgateText(
            "Interview request for three capitals",
            """
            A radio station wants one conversation with the three capitals on what went well and what did not. Each \
            would speak for eight minutes, live, one after the other. Agree on what you say of each other before you \
            accept.
            """),
        23: NordgateText(
            "Your help, one month on",
            """
            The staff whom you sent are asked for one month more. Say whether you extend, under which conditions, \
            and what your own service goes without. Aldoria answers the same day.
            """),
        24: NordgateText(
            "What do we change first?",
            """
            You have seen the whole of it. Name one thing that your country changes first, who begins with it, and \
            by when. Write it so that a colleague who was not here can take it up.
            """),
    ]
}
