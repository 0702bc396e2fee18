extension NordgateTexts {
    static let french: [Int: NordgateText] = [
        1: NordgateText(
            "La veille du festival",
            """
            Demain s’ouvre à Nordgate le festival international de chorales, avec des invités des six pays du récit. \
            Votre cellule est de service dans sa capitale ; les trois fonctions y siègent ensemble. Tout ce que l’on \
            vous dit ici est inventé, et rien n’en sort de cet exercice.
            """),
        2: NordgateText(
            "Permanence de la gare : beaucoup d’yeux irrités",
            """
            Ici la permanence de la gare de Nordgate. Une trentaine de personnes dans le hall se plaignent des yeux \
            et toussent, et il en vient d’autres. Nous avons ouvert les portes et fait une annonce. Personne ne sait \
            encore ce que c’est. Que disons-nous aux trains en route ?
            """),
        3: NordgateText(
            "Une vidéo du hall se répand",
            """
            La vidéo d’un voyageur, vingt secondes, montre des gens quittant le hall, une écharpe devant le visage. \
            Elle a été vue deux cent mille fois, et chacun y met une autre cause. La chaîne demande si la gare est \
            fermée et passe à l’antenne dans dix minutes.
            """),
        4: NordgateText(
            "Premier rapport confirmé",
            """
            Les pompiers sur place confirment un irritant inconnu dans le hall. Quarante et une personnes ont été \
            examinées, neuf sont à l’hôpital, aucune n’est en danger. La cause est en cours d’enquête. C’est le \
            premier rapport signé par une autorité ; ce qui a été dit avant n’est pas confirmé.
            """),
        5: NordgateText(
            "L’hôpital voit arriver des patients",
            """
            Onze personnes sont venues d’elles-mêmes à nos urgences, du train du soir de Nordgate. Nous les avons \
            réunies dans une salle d’attente et gardons l’entrée libre. Nos voisins ne nous ont rien dit. Est-ce un \
            seul événement ou deux, et à qui le signalons-nous ?
            """),
        6: NordgateText(
            "Fermer la gare, en partie, ou la garder ouverte ?",
            """
            L’exploitant demande une décision sous douze minutes. Le hall est vide ; les quais fonctionnent ; deux \
            trains avec 900 personnes attendent dehors. Votre voisin lit votre décision en même temps que ses \
            propres chemins de fer. Dites ce que vous faites, pourquoi, et qui vous avez consulté.
            """),
        7: NordgateText(
            "Évitez Nordgate",
            """
            La population est priée d’éviter la gare de Nordgate et son parvis jusqu’à nouvel avis. Qui était dans \
            le hall et ne se sent pas bien se repose à l’air libre et appelle la ligne publique. Il n’y a aucune \
            raison de quitter les logements voisins.
            """),
        8: NordgateText(
            "Kestrel : les portails ne répondent pas",
            """
            Ici le chef du site de Kestrel. Depuis vingt minutes, nos portails et l’affichage de nos capteurs ne \
            répondent plus, et la messagerie est lente. Les gardes sont à leur poste et comptent à la main. Nous \
            n’avons connaissance d’aucun dégât au dehors. Devons-nous informer d’autres que notre ministère ?
            """),
        9: NordgateText(
            "La messagerie est en panne ; ceci vient d’une ligne privée",
            """
            Notre messagerie ne fonctionne plus. Ce message vient par la ligne privée d’un ingénieur, que personne \
            n’avait convenu d’utiliser. Dites par quel moyen nous nous joignons désormais, et qui en informe nos \
            partenaires. Ne répondez pas à cette adresse.
            """),
        10: NordgateText(
            "Une rumeur relie les deux lieux",
            """
            Un message affirme que la gare et le site de Kestrel ont été frappés par les mêmes mains et que les \
            autorités le savent. Il a été relayé neuf mille fois en une demi-heure. Rien de ce que l’on vous a dit \
            jusqu’ici ne confirme ni n’exclut un lien.
            """),
        11: NordgateText(
            "Maintenir le festival ?",
            """
            Le bureau du festival a besoin d’une réponse des six pays avant la fin de cette phase : onze chorales \
            sont en route, et la place est à deux kilomètres de la gare. Le maintenir, l’écourter ou le déplacer à \
            un autre jour. Une réponse autre que celle du voisin s’explique ensemble.
            """),
        12: NordgateText(
            "Patients sans papiers au poste-frontière",
            """
            Au poste routier se trouvent quatorze personnes qui ne se sentent pas bien ; six n’ont pas de papiers. \
            L’ambulance de l’autre côté est plus proche. La garde demande qui peut les laisser passer, qui les prend \
            en charge et qui note leurs noms.
            """),
        13: NordgateText(
            "Pouvez-vous détacher du personnel de protection ?",
            """
            L’Aldorie demande à ses partenaires du personnel pour tenir un périmètre et contrôler les sacs pendant \
            deux jours. Dites combien, à partir de quand, sous quels ordres, et ce qu’il vous faut en retour. Si \
            vous refusez, dites pourquoi : la raison fait partie de la réponse.
            """),
        14: NordgateText(
            "Deux projets d’un même communiqué",
            """
            Deux porte-parole ont envoyé deux projets. L’un dit que tout est maîtrisé, l’autre que la cause n’est \
            pas connue. Les deux partiraient dans cinq minutes, en trois langues. Convenez d’une seule phrase avec \
            vos voisins avant toute diffusion.
            """),
        15: NordgateText(
            "Trains retenus au pont frontalier",
            """
            Trois trains sont arrêtés des deux côtés du pont frontalier, chaque réseau attendant la parole de \
            l’autre. Il y a 640 voyageurs, dont deux chorales d’enfants. L’eau à bord suffit pour deux heures. Qui \
            décide, et pour quand ?
            """),
        16: NordgateText(
            "Des voyageurs en transit cherchent un lit pour la nuit",
            """
            Environ 420 voyageurs en transit ne peuvent pas repartir ce soir. Ils vont bien. Le coordinateur demande \
            à chacun combien de places il peut offrir, pour combien de nuits, et qui les reçoit à la gare.
            """),
        17: NordgateText(
            "« Les voisins savaient avant nous »",
            """
            Un quotidien écrit qu’un pays voisin avait le rapport quarante minutes avant les gens de Nordgate. Il \
            donne deux heures et aucune source. Il pose à chaque capitale la même question : quand l’avez-vous su, \
            et à qui l’avez-vous dit ?
            """),
        18: NordgateText(
            "Portails manuels : qui décide ?",
            """
            Les portails de Kestrel peuvent être ouverts et fermés à la main. Cela laisse entrer les ambulances et \
            le personnel, et retire au système le relevé des passages. Les ouvrir à la main, les garder fermés, ou \
            demander d’abord ? Dites laquelle de vos fonctions est d’accord.
            """),
        19: NordgateText(
            "Un voisin demande pourquoi aucun avis n’est venu",
            """
            Nous avons appris le rapport confirmé de Nordgate par les nouvelles, vingt minutes après sa signature. \
            Nous avons des gens sur la même ligne. Nous demandons ce qui était su à quelle heure, et à quel bureau \
            un avis est parti, s’il y en a eu un.
            """),
        20: NordgateText(
            "Mise à jour : le hall est libre",
            """
            Le hall de la gare de Nordgate a été vidé et aéré ; les mesures ne montrent rien d’inhabituel. Le parvis \
            est ouvert. Ce qui a été dit d’un quartier fermé est retiré. Les personnes qui ont des plaintes \
            appellent toujours la ligne publique.
            """),
        21: NordgateText(
            "Le dernier mot du laboratoire",
            """
            Dernier mot du laboratoire : aucun agent de guerre n’a été trouvé ; la cause est en cours d’enquête. \
            Corrigez ce que vous avez dit là où cela allait plus loin, et dites à qui va la correction. Le récit en \
            est à son troisième jour.
            """),
        22: NordgateText(
            "Demande d’entretien aux trois capitales",
            """
            Une radio veut un seul entretien avec les trois capitales sur ce qui a marché et ce qui n’a pas marché. \
            Chacune parlerait huit minutes, en direct, l’une après l’autre. Convenez de ce que vous dites les uns \
            des autres avant d’accepter.
            """),
        23: NordgateText(
            "Votre aide, un mois après",
            """
            Le personnel que vous avez envoyé est demandé pour un mois de plus. Dites si vous prolongez, à quelles \
            conditions, et de quoi votre propre service se prive. L’Aldorie répond le jour même.
            """),
        24: NordgateText(
            "Que changeons-nous d’abord ?",
            """
            Vous avez tout vu. Nommez une chose que votre pays change d’abord, qui commence, et pour quand. \
            Écrivez-la de sorte qu’un collègue absent puisse la reprendre.
            """),
    ]
}
