"""What workers of the demo region write down. Invented. One line is one note: what was done, then what was seen and heard.

{ze}, {Ze}, {haar} and {eigen} take the form that fits the person.
"""

START = """
talk: Eerste gesprek. {Ze} kwam op tijd en hield de jas aan. We spraken af hoe we contact houden.
talk: Kennisgemaakt. {Ze} vertelde wat er de laatste maanden is gebeurd. Ik heb vooral geluisterd.
talk: Eerste afspraak. {Ze} wilde eerst weten wie dit leest. Ik heb uitgelegd wat ik wel en niet opschrijf.
talk: We begonnen met koffie. {Ze} noemde zelf drie dingen die moeten veranderen. Die staan nu op papier.
talk: Gestart. {Ze} wil niet dat er thuis iets bekend wordt. Afgesproken dat ik nooit een brief stuur.
talk: Eerste gesprek op een plek die {ze} zelf koos. {Ze} stelde veel vragen over mijn werk.
"""

EVERYDAY = """
talk: {Ze} sliep deze week beter. De telefoon ligt 's nachts nu in de keuken.
talk: {Ze} kwam een half uur later. De bus reed niet. We hebben het gesprek korter gemaakt.
call: Kort gebeld. {Ze} stond in de winkel en kon niet lang praten. Morgen zien we elkaar.
talk: {Ze} had de post meegenomen. We hebben de stapel in drie mapjes verdeeld.
call: {Ze} belde zelf. De afspraak met de huisarts is verzet naar volgende week.
talk: {Ze} vertelde over {eigen} moeder. Ze spreken elkaar weer, voor het eerst sinds de zomer.
talk: We hebben gewandeld. Buiten praat {ze} makkelijker dan binnen, zei {ze}.
talk: {Ze} was stil vandaag. Na een kwartier zei {ze} dat het een rotweek was.
arrange: Mail van de woningcorporatie beantwoord. {Ze} las mee en vond de tekst goed.
call: {Ze} nam niet op en appte een uur later terug. Alles is in orde.
talk: {Ze} had zelf de gemeente gebeld. Dat durfde {ze} een maand geleden nog niet.
talk: Over geld gesproken. {Ze} schrijft nu op wat er per week binnenkomt en weggaat.
talk: {Ze} heeft een nieuwe fiets gekocht en is daarmee gekomen. Daar was {ze} trots op.
arrange: Formulier voor de zorgtoeslag samen ingevuld en verstuurd.
talk: {Ze} wilde het vandaag nergens over hebben. We hebben een spel gedaan en thee gedronken.
join: Samen naar het gemeentehuis. {Ze} deed zelf het woord. Het paspoort ligt volgende week klaar.
call: Nagevraagd hoe het gesprek van maandag ging. Goed, zei {ze}. De brief komt nog.
talk: {Ze} liet een foto zien van de opgeruimde kamer. Het bed staat nu aan de andere kant.
talk: Besproken wat te doen op dagen dat het tegenzit. {Ze} noemde drie mensen die {ze} kan bellen.
arrange: Huisarts gebeld, met {haar} erbij. Er is een afspraak voor donderdag.
talk: {Ze} at mee uit de fruitschaal en zei dat {ze} nog niet had ontbeten.
talk: {Ze} vroeg of ik ook in de vakantie te bereiken ben. Ik heb de naam van mijn collega gegeven.
join: Mee naar de bibliotheek. {Ze} heeft nu een pas en weet waar de computers staan.
talk: We keken terug op de eerste afspraken. Van de vijf punten zijn er twee klaar.
talk: {Ze} heeft ruzie gehad met de buurvrouw. Het is weer uitgepraat.
call: {Ze} is verkouden en bleef thuis. We hebben het gesprek aan de telefoon gedaan.
"""

SAFETY = """
talk: Hij heeft deze week weer gebeld, zei {ze}. {Ze} heeft niet opgenomen en het nummer geblokkeerd.
talk: {Ze} vertelde over het geld dat {ze} moest afgeven. Dat ging zo van maart tot de zomer.
talk: We hebben op papier gezet wie er mag weten waar {ze} nu woont. Dat zijn drie mensen.
talk: {Ze} schrok toen er een auto voor de deur stopte. Het was de bezorger.
arrange: Andere simkaart geregeld. De oude is eruit. Alleen familie en ik hebben het nieuwe nummer.
talk: {Ze} wil nog niet met de politie praten. Ik heb uitgelegd wat een informatief gesprek is.
talk: Geoefend met nee zeggen. {Ze} koos zelf de zinnen en zei ze hardop.
talk: Besproken wat {ze} doet als hij op de stoep staat. Deur dicht, buurvrouw bellen, dan 112.
join: Mee naar een gesprek bij de politie. {Ze} stelde vragen en hoefde niets te beslissen.
talk: {Ze} zei dat {ze} soms nog twijfelt of het wel zo erg was. Daar hebben we lang over gepraat.
talk: Op de telefoon nagekeken of iemand kan meekijken. De locatie stond aan. Die is nu uit.
talk: {Ze} heeft een oude vriendin teruggevonden. Ze hebben samen koffie gedronken in de stad.
meeting: Overleg over de woonplek, met toestemming. {Ze} zat er zelf bij en wil er blijven.
talk: {Ze} kreeg een bericht van iemand van vroeger. We hebben het samen gelezen en niet geantwoord.
talk: Gepraat over wat een goede vriend doet en wat niet. {Ze} maakte er een lijstje van.
talk: {Ze} droomt er nog van, zei {ze}. Overdag denkt {ze} er minder aan.
talk: De schuld bij hem bestaat niet, zei {ze} vandaag voor het eerst. Er staat ook niets op papier.
arrange: Bank gebeld, samen met {haar}. De oude pas is geblokkeerd en er komt een nieuwe.
join: Samen met de trein naar een afspraak buiten de stad. Terug reisde {ze} alleen.
talk: {Ze} was naar een verjaardag geweest. Het was druk en {ze} is een uur gebleven.
talk: Uitgelegd waar {ze} recht op heeft. Ik tekende het op een groot vel. Dat nam {ze} mee.
talk: {Ze} herkende hoe het begon: eerst cadeaus, dan beloftes, dan regels. Dat zei {ze} zelf zo.
"""
SAFETY_GOALS = """
Ik wil slapen zonder dat ik wakker word van mijn telefoon.
Ik wil dat hij mij niet meer kan vinden.
Ik wil weer zelf over mijn geld gaan.
Ik wil weten wie ik kan vertrouwen.
"""
SAFETY_THOUGHTS = """
Het vertrouwen groeit. Niet sneller gaan dan {ze} zelf wil.
Ik denk dat de angst vooral 's avonds groot is. Volgende keer vragen.
{Ze} legt nu zelf verbanden. Dat is nieuw.
Kan zijn dat er meer druk is dan {ze} zegt. Nog niet zeker, rustig blijven volgen.
Terugval voorkomen hoort nu bij elk gesprek.
"""

JOB = """
talk: Werkwensen besproken. Het liefst een winkel of een bloemist, en overdag.
arrange: Cv samen gemaakt. {Ze} was verbaasd hoeveel er op staat.
join: Mee naar een open dag. {Ze} heeft met een docent gepraat en een folder meegenomen.
talk: Gepraat over het gat in het cv. {Ze} kiest voor: zorg voor mijn familie.
call: Werkgever belde terug. {Ze} mag volgende week een dagdeel meelopen.
talk: De proefdag ging goed, zei {ze}. De voeten deden zeer van het staan.
join: Mee naar het Werkbedrijf. {Ze} kreeg uitleg over een proefplaatsing. {Ze} wil erover nadenken.
talk: Uitgerekend wat {ze} overhoudt bij 20 uur werk. {Ze} vond het minder dan gehoopt.
talk: {Ze} werkt nu twee avonden in plaats van vijf. De rest van de week zoekt {ze} iets anders.
arrange: Inschrijving voor de taalles verstuurd. De les begint na de vakantie.
talk: Sollicitatiegesprek geoefend. De tweede keer keek {ze} mij aan.
join: Samen naar het gesprek bij de werkgever. Ik wachtte buiten. Het duurde een half uur.
call: De baan ging naar iemand anders. {Ze} was boos en daarna vooral moe.
talk: Besproken wat {ze} wel en niet vertelt op een nieuwe plek. Niets hoeft, zei ik.
talk: {Ze} heeft drie sollicitaties verstuurd. Op één kwam antwoord.
arrange: UWV gebeld over de uitkering naast werk. Het antwoord komt op papier.
talk: De eerste werkweek zit erop. Collega's zijn aardig. Vroeg opstaan valt tegen.
talk: Gekeken naar een korte opleiding in de zorg. Die begint in het voorjaar.
meeting: Overleg met de docent, met toestemming. {Ze} kan een vak later doen.
talk: {Ze} wil stoppen voor het eind van het jaar. Eerst moet de huur zeker zijn.
talk: Boekhouding bekeken. {Ze} wil het bedrijf netjes afsluiten.
join: Samen werkkleding gehaald. {Ze} hield de schoenen meteen aan.
"""
JOB_GOALS = """
Ik wil werk waar ik gewoon over kan vertellen.
Ik wil overdag werken en 's avonds thuis zijn.
Ik wil een diploma, ook al is het een kleine.
Ik wil in een jaar iets anders doen, in mijn eigen tempo.
Ik wil iets met bloemen of planten.
Ik wil de taal leren en dan een baan in een keuken.
Ik wil weer een reden om op te staan.
Ik wil minder avonden werken en meer zekerheid.
"""
JOB_THOUGHTS = """
{Ze} kan meer dan {ze} zelf denkt. Kleine stappen blijven zetten.
Het inkomen is de grootste drempel, denk ik. Rekenen helpt.
De reis naar het werk kan te lang zijn. Volgende keer vragen.
Goed dat {ze} zelf belt. Ik doe dat niet meer voor {haar}.
Misschien is dagbesteding een betere eerste stap. Voorleggen, niet invullen.
"""

CASE = """
arrange: Post doorgenomen. Twee aanmaningen en een kaart van de tandarts. Een betaalregeling aangevraagd.
talk: Uitgelegd wat een eigen risico is. {Ze} zei het in eigen woorden terug.
join: Mee naar de sociale dienst. De vragen gingen snel. Ik vroeg twee keer om uitleg.
talk: {Ze} had iemand geld geleend via een app. We hebben gekeken of het terug kan.
talk: Weekschema gemaakt met plaatjes. Het hangt nu op de koelkast.
talk: {Ze} krijgt veel berichten van mannen. {Ze} liet er vijf zien en wilde weten wat ik ervan vind.
arrange: Telefoonabonnement opgezegd dat op {eigen} naam stond voor iemand anders.
talk: Geoefend met een appje: hoe weet je of iemand echt is wie hij zegt?
meeting: Overleg met de begeleider van de woning, met toestemming. De regels over bezoek zijn duidelijk.
talk: {Ze} had de afspraken van vorige week onthouden. Alle drie.
join: Mee naar de tandarts. {Ze} vond het spannend en bleef zitten.
talk: {Ze} is twee nachten bij een nieuwe vriend gebleven. {Ze} noemde hem lief.
talk: Gesproken over alleen thuis zijn. Dan zoekt {ze} contact online, zei {ze}.
arrange: Aanvraag voor een bewindvoerder verstuurd. {Ze} heeft zelf getekend.
talk: {Ze} heeft gekookt voor een huisgenoot. Het was pasta en er was genoeg over.
call: Vader belde, met toestemming. Hij zag {haar} zondag en vond {haar} vrolijk.
talk: De huur is deze maand op tijd betaald. De tweede maand achter elkaar.
talk: {Ze} had spijt van een foto die {ze} verstuurde. We hebben gezocht hoe je die laat weghalen.
join: Samen naar de kringloop. {Ze} koos een tafel en twee stoelen.
talk: Getekend wie er dichtbij staan en wie verder weg. De cirkel was voller dan in het voorjaar.
"""
CASE_GOALS = """
Ik wil dat iemand mij helpt met alle brieven.
Ik wil een eigen plek zonder ruzie.
Ik wil leren wie echt een vriend is.
Ik wil niet meer in de problemen komen door mijn telefoon.
Ik wil zelf mijn geld kunnen bewaren.
Ik wil rust in mijn hoofd en in huis.
"""
CASE_THOUGHTS = """
Korte zinnen en een tekening helpen meer dan praten.
{Ze} zegt snel ja. Volgende keer anders vragen.
De vriend is nieuw en ik weet weinig van hem. Open blijven vragen.
Structuur doet veel. Het schema blijven gebruiken.
"""

YOUNG = """
talk: Over grenzen gepraat. {Ze} tekende een lijn op de vloer en stapte er zelf overheen.
talk: {Ze} had spijt van een afspraak via een app. {Ze} ging toch, zei {ze}, omdat {ze} het had beloofd.
talk: Oefening gedaan met de stem. Nee zeggen ging eerst zacht en toen hard.
join: Mee naar de poli. {Ze} wilde dat ik in de wachtkamer bleef.
talk: {Ze} liet zien hoe {ze} online wordt aangesproken. De meeste berichten komen 's nachts.
meeting: Gesprek op school met de mentor erbij. {Ze} gaat weer drie dagen naar de les.
talk: {Ze} kreeg dure spullen van iemand van 31. {Ze} vond dat eerst normaal en nu niet meer.
talk: Gesproken over vriendinnen. Eén weet ervan en dat is fijn, zei {ze}.
call: {Ze} appte dat het misging thuis. Gebeld. {Ze} slaapt vannacht bij {eigen} tante.
talk: Wat is verliefd en wat is druk? {Ze} maakte twee rijtjes.
talk: {Ze} wil geld voor een rijbewijs. We hebben gekeken naar werk in de supermarkt.
talk: Gepraat over foto's doorsturen. {Ze} wist niet dat dat strafbaar is.
arrange: Bijbaan gevonden via school. {Ze} begint zaterdag.
talk: {Ze} was boos op mij omdat ik met school had gebeld. Dat had {ze} wel goedgevonden.
join: Buiten gesport. Bij het boksen ging alles eruit, zei {ze}.
"""
YOUNG_GOALS = """
Ik wil nee kunnen zeggen zonder ruzie.
Ik wil gewoon mijn school afmaken.
Ik wil dat die foto's weg zijn.
Ik wil een bijbaan en mijn eigen geld.
Ik wil dat mijn moeder mij weer gelooft.
Ik wil leren hoe ik voor mezelf opkom.
Ik wil vrienden die niks van mij willen.
Ik wil weten wat normaal is.
Ik wil niet meer bang zijn als mijn telefoon gaat.
Ik wil stoppen met afspreken via die app.
Ik wil op kamers en het zelf kunnen.
"""
YOUNG_THOUGHTS = """
{Ze} doet stoer en is ook bang, denk ik.
School is een goede plek. Contact met de mentor houden.
Ik wil niet te veel vragen. {Ze} komt zelf met het verhaal.
De app blijft trekken. Volgende keer een ander plan voor de avond.
"""

SOCIAL = """
talk: Schulden op een rij gezet. Het zijn er zeven. {Ze} had het hoger geschat.
talk: {Ze} slaapt slecht en piekert over de huur. We maakten een lijst van wat deze week moet.
arrange: Bijzondere bijstand aangevraagd voor een koelkast.
join: Mee naar de kredietbank. De regeling gaat over drie jaar lopen.
talk: Over de relatie gesproken. {Ze} wil ruimte en geen ruzie.
talk: {Ze} heeft bijna geen klanten en dus geen inkomen. Toch komt {ze} niet voor steun in aanmerking.
arrange: Voedselbank aangemeld. De eerste keer is vrijdag.
talk: {Ze} vertelde over de dood van {eigen} broer. Dat is nu twee jaar geleden.
talk: De dochter komt weer in het weekend. {Ze} heeft de kamer opgeknapt.
meeting: Gesprek met de verhuurder, met {haar} erbij. De achterstand mag in tien keer.
talk: {Ze} werkt vanuit huis en de buren klagen. We bespraken wat wel en niet mag.
talk: Belasting over vorig jaar bekeken. Er moet nog een aangifte in.
call: {Ze} kreeg een brief van een deurwaarder. Gebeld en uitstel gekregen tot de eerste.
talk: {Ze} heeft zich ingeschreven voor een woning. De wachttijd is lang.
talk: {Ze} doet weer mee in het buurthuis, elke woensdag.
talk: {Ze} schaamt zich voor de post, zei {ze}. Daarom maakte {ze} die niet open.
arrange: Zorgverzekering gebeld over de achterstand. {Ze} is weer gewoon verzekerd.
talk: Besproken of meer hulp aan huis nodig is. {Ze} wil dat eerst zelf proberen.
"""
SOCIAL_GOALS = """
Ik wil van mijn schulden af.
Ik wil rust in huis.
Ik wil dat mijn dochter weer komt logeren.
Ik wil mijn post durven openmaken.
Ik wil mijn bedrijf netjes op orde.
Ik wil weer slapen.
Ik wil niet meer alleen zijn met alles.
Ik wil een huis waar ik mag blijven.
Ik wil weten waar ik recht op heb.
Ik wil mijn leven weer zelf regelen.
Ik wil rondkomen zonder extra avonden.
Ik wil minder zorgen en meer mensen om mij heen.
Ik wil weer iets voor mezelf doen.
Ik wil overzicht.
Ik wil een plan voor als het misgaat.
"""
SOCIAL_THOUGHTS = """
Eerst het inkomen, dan de rest.
De schaamte zit in de weg. Rustig blijven.
Twintig uur is hier krap, denk ik. Op tijd bespreken.
{Ze} heeft meer steun in de buurt dan {ze} ziet.
"""

DIRECTION = """
meeting: Overleg over het plan, met {haar} erbij. Wonen gaat voor, zei {ze}. Daarna pas werk.
talk: Het plan doorgelopen, leefgebied voor leefgebied. Bij geld en gezondheid wil {ze} hulp.
call: Gebeld met de begeleider die over wonen gaat, met toestemming. De intake is gepland.
talk: {Ze} vindt het prettig dat er nu één aanspreekpunt is, zei {ze}.
arrange: Afspraken van de drie begeleiders naast elkaar gelegd. Twee vielen op dezelfde ochtend.
meeting: Gesprek met wijkteam en {haar}. Wie wat doet staat nu op één blad.
talk: {Ze} wil dat niet iedereen alles weet. Per onderdeel besproken wie wat mag horen.
talk: De tolk was er vandaag bij. {Ze} vertelde meer dan de vorige keren.
join: Mee naar de intake bij de woonplek. {Ze} mag er over drie weken in.
talk: {Ze} werkt deze maand weinig. De ruimte was dicht door corona.
arrange: Verzekering en huisarts geregeld. De pas komt per post op een veilig adres.
talk: Voortgang besproken. Wonen ging een stap vooruit, netwerk bleef gelijk.
call: Nagevraagd bij de huisarts of er een plek is, met toestemming. Die is er.
talk: {Ze} had zelf het buurthuis bezocht en drie mensen gesproken.
meeting: Plan bijgesteld. Twee punten zijn klaar en één is erbij gekomen: de taal.
talk: {Ze} twijfelt of {ze} in de regio blijft. Familie woont ver weg.
talk: {Ze} liet een brief van de gemeente zien. Samen gelezen, het was goed nieuws.
join: Samen naar de bank voor een gewone rekening. Dat lukte in één keer.
"""
DIRECTION_GOALS = """
Ik wil één iemand die alles weet.
Ik wil een woning op mijn eigen naam.
Ik wil gezond blijven en verzekerd zijn.
Ik wil een plan dat ik zelf begrijp.
Ik wil dat de hulp bij elkaar past.
Ik wil mensen leren kennen hier.
Ik wil mijn papieren op orde.
Ik wil rustig aan stoppen.
Ik wil dat mijn kinderen trots zijn.
Ik wil een veilige plek.
Ik wil weer vooruit kunnen kijken.
Ik wil gewoon hulp, zonder gedoe.
Ik wil zelf kiezen wie mij helpt.
Ik wil taalles.
Ik wil uit de zorgen.
"""
DIRECTION_THOUGHTS = """
Er zijn veel mensen bij betrokken. Het plan kort houden.
Zonder vaste plek lukt de rest niet, denk ik.
De tolk maakt groot verschil. Voortaan altijd plannen.
Netwerk blijft het zwakke punt. Het buurthuis kan helpen.
"""

ADDICTION = """
talk: {Ze} hield een week een dagboek bij. Drie dagen zonder, vier dagen met.
talk: Besproken wanneer de zin opkomt. Vooral na het werk, als het stil wordt.
talk: {Ze} is tien dagen gestopt. {Ze} slaapt beter en is sneller boos, zei {ze}.
talk: Terugval in het weekend. {Ze} vertelde het zelf en wilde meteen verder.
call: {Ze} belde in een moeilijk uur. We hebben gepraat tot het zakte.
talk: Gekeken wat het per week kost. {Ze} schreef het bedrag zelf op.
arrange: Intake voor de groep aangevraagd. {Ze} wil eerst een keer kijken.
join: Mee naar de eerste groepsavond. {Ze} zei weinig en bleef tot het eind.
talk: {Ze} gebruikt alleen nog thuis en niet meer op het werk. Dat was de afspraak.
talk: Gesproken over klanten die willen dat {ze} meedoet. {Ze} oefende een antwoord.
talk: {Ze} heeft buiten geslapen. Handschoenen en een slaapplek voor vannacht geregeld.
talk: {Ze} dronk koffie en at twee broodjes. Het gesprek ging over vroeger.
meeting: Overleg met de begeleider van de opvang, met toestemming. De kamer blijft twee weken vrij.
talk: Plan voor de feestdagen gemaakt: bij wie, hoe laat, en wie belt.
talk: {Ze} ging weg bij een feest omdat het te dichtbij kwam. Dat was nieuw.
talk: {Ze} zag er verzorgd uit en vertelde over een nieuwe jas.
call: {Ze} kwam niet. Gebeld. {Ze} had de dagen door elkaar gehaald.
talk: {Ze} wil de medicijnen met de huisarts bespreken. Ik ga mee als {ze} dat wil.
"""
ADDICTION_GOALS = """
Ik wil minder gebruiken en mijn geld houden.
Ik wil helemaal stoppen, maar niet in één keer.
Ik wil werken zonder iets te nemen.
Ik wil weer een dak boven mijn hoofd.
Ik wil mijn zoon weer kunnen aankijken.
Ik wil weten wat het met mij doet.
Ik wil iets te doen hebben overdag.
Ik wil niet meer stiekem doen.
Ik wil de avonden doorkomen.
Ik wil hulp zonder preek.
Ik wil mijn eigen bed.
Ik wil fit zijn.
Ik wil dat het rustig wordt in mijn hoofd.
Ik wil weer op mezelf kunnen bouwen.
Ik wil een gewoon ritme.
Ik wil mij niet meer schamen.
Ik wil op tijd nee zeggen.
Ik wil een jaar zonder.
"""
ADDICTION_THOUGHTS = """
Eerlijk zijn over een terugval is winst.
Het weekend is het moeilijkst, denk ik. Daar een plan voor maken.
De groep kan helpen, maar alleen als {ze} zelf wil.
Onderdak gaat nu voor.
"""

HOME = """
talk: Veiligheidsplan gemaakt. De tas met papieren staat bij een vriendin.
talk: {Ze} vertelde wat er zaterdag gebeurde. De kinderen sliepen.
arrange: Noodnummer in de telefoon gezet onder een andere naam.
talk: {Ze} heeft de sloten laten vervangen. Dat gaf rust, zei {ze}.
join: Mee naar de advocaat. {Ze} had de vragen op een briefje.
talk: {Ze} wil blijven wonen waar {ze} woont. We bespraken wat daarvoor nodig is.
talk: De kinderen vragen naar hun vader. {Ze} oefende een kort antwoord.
meeting: Overleg met de school over wie de kinderen mag ophalen, met toestemming.
talk: Hij stond weer bij de bushalte. {Ze} is doorgelopen en heeft de buurman gebeld.
talk: {Ze} voelt zich schuldig, zei {ze}. We keken samen wie wat heeft gedaan.
call: {Ze} belde vanaf het werk. Alles rustig. De afspraak van donderdag blijft staan.
talk: Gepraat over hoe stress in het lijf zit. {Ze} deed de oefening mee.
talk: {Ze} sliep vijf nachten achter elkaar door. Dat was in geen jaar gelukt.
arrange: Omgangsregeling nagekeken met de papieren van de rechtbank.
talk: {Ze} heeft een dag alleen iets leuks gedaan, met de trein naar zee.
talk: {Ze} wil dat het werk erbuiten blijft in de zaak. Dat hebben we opgeschreven.
join: Samen de nieuwe kamer bekeken. Er is licht en er zit een slot op.
talk: Met een tolk gesproken over de regels van de opvang. {Ze} had twee vragen.
"""
HOME_GOALS = """
Ik wil een huis waar niemand schreeuwt.
Ik wil dat mijn kinderen veilig zijn.
Ik wil weten wat ik moet doen als hij komt.
Ik wil een nieuw begin.
Ik wil mij weer sterk voelen.
Ik wil rustig slapen.
Ik wil dat de zaak goed afloopt.
Ik wil niet meer over mijn schouder kijken.
Ik wil zelf bepalen wie binnenkomt.
Ik wil praten over wat er was.
Ik wil hier blijven wonen.
Ik wil geen ruzie meer.
"""
HOME_THOUGHTS = """
De dreiging is minder, maar niet weg. Plan elke maand nalopen.
{Ze} neemt zelf besluiten. Daar achter blijven staan.
Ik maak mij zorgen over de overdracht van de kinderen. Bespreken in de intervisie.
Rust in het lijf eerst, dan het verhaal.
"""

THOUGHTS = """
Het gaat stap voor stap vooruit.
Ik merk dat een vaste dag helpt.
Ik weet nog niet goed wat hierachter zit. Volgende keer open vragen.
{Ze} neemt meer ruimte dan in het begin.
Vandaag niet te veel tegelijk. Dat was goed.
Ik vond {haar} vermoeid. Kan ook aan de dag liggen.
Dit kan {ze} zelf. Ik doe een stap terug.
Opletten dat mijn plan niet voorgaat op dat van {haar}.
"""

AGREED = """
Volgende afspraak: zelfde tijd, zelfde plek.
Volgende keer beginnen we met dit onderwerp.
De volgende keer kiest {ze} de plek.
Nieuwe afspraak gemaakt.
{Ze} wil hier later op terugkomen.
{Ze} appt als de dag niet uitkomt.
Ik stuur een neutraal bericht ter herinnering.
De afspraak staat in het schema.
Tot de volgende keer.
"""

OPENING = """
{Ze} was op tijd.
{Ze} zat al klaar.
Afgesproken op de vaste plek.
{Ze} had iets te drinken meegenomen.
Met afstand en mondkapje gesproken.
Rustig gesprek.
{Ze} begon zelf te vertellen.
Er was koffie en tijd.
We zaten bij het raam.
"""

ENDED = """
talk: Laatste gesprek. We lazen terug wat {ze} in het begin wilde. Bijna alles is gelukt.
talk: Afgesloten met taart. {Ze} weet bij wie {ze} terechtkan als het weer misgaat.
talk: Afscheid genomen. {Ze} gaf een cijfer: een acht. De telefoon mag altijd gaan.
talk: Laatste keer. {Ze} nam het plan mee en de lijst met mensen die {ze} kan bellen.
talk: Traject besproken en afgerond. {Ze} vond de wandelingen het beste.
"""
EXITED = """
talk: Laatste gesprek. {Ze} is sinds een maand gestopt en werkt nu ergens anders. {Ze} is moe en blij.
talk: {Ze} heeft het bedrijf uitgeschreven en de telefoon weggedaan. We keken terug op het jaar.
talk: {Ze} vertelde dat de oude site leeg is. Afgesloten, met nazorg over drie maanden.
"""
REFERRED = """
meeting: Warme overdracht, met {haar} erbij. {Ze} stelde zelf de vragen aan de nieuwe begeleider.
talk: Laatste gesprek hier. De andere hulp begint maandag. {Ze} kent de collega al.
"""
LOST = """
call: Twee keer gebeld op het afgesproken tijdstip. Geen antwoord. Geen bericht ingesproken.
call: Neutraal bericht gestuurd. Het is gelezen, er kwam geen antwoord.
call: Nog één keer gebeld. Het nummer is niet meer in gebruik.
"""
DROPPED = """
call: {Ze} belde af en wil voorlopig geen gesprekken. De deur blijft open, heb ik gezegd.
talk: {Ze} kwam kort langs om te zeggen dat {ze} stopt met het traject. Nu geen hulp gewenst.
"""
MOVED = """
talk: Laatste gesprek. {Ze} verhuist vrijdag naar een andere stad en kijkt ernaar uit.
call: {Ze} is verhuisd. Met toestemming de contactgegevens van een collega daar gegeven.
"""
SCALED = """
meeting: Gesprek met de gemeente over hulp aan huis, met {haar} erbij. De aanvraag is goedgekeurd.
talk: De hulp aan huis is begonnen. {Ze} vond de eerste ochtend goed gaan.
"""
AFTERCARE = """
call: Nazorg. Gebeld zoals afgesproken. Het gaat goed, zei {ze}. Veilig contact nagelopen.
call: Nazorg. {Ze} woont nog op dezelfde plek. Manier van contact opnieuw afgesproken.
call: Nazorg. Even bijgepraat. {Ze} heeft nu geen vragen. Afspraken over contact zijn vers.
call: Nazorg. {Ze} had een moeilijke maand en heeft zelf hulp gezocht. Contact blijft zoals het was.
"""
