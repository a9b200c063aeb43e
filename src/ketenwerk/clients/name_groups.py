"""Given names that people use for one another, by the letters that `link_tokens` keeps (no accents, ij as y).

Each line is one group: the name of the group first, then forms in daily use. A form may stand in several groups.
The groups only help two spellings of one person to meet; they never make a link certain.
"""

_GROUPS = """
adriana ada adri adrie jana janna ariane arjanne
adrianus adriaan adri adrie arie ad janus adrian adrien hadrian
agatha aagje agata agaat
agnes agnieszka aga agniesia neske inez ines nes agnese agi
albertus albert bert appie ab albrecht alberto bertus
albina alba bina
aleida alida ali aaltje alie leida aleid aleyda
alexander alex sander xander lex sasha sascha aleksander alejandro alexandru alexandre aleksandar sandor olek sandu alecu sacho iskander iskender
alexandra alex sandra xandra lexa sasha sascha aleksandra ola olka alejandra sanda alexa sanja olenka aleksa ale
alicia alice alicja ala alisa alina
ana anna ans annie anneke annet anita anka ania anya anja anouk anne hanna hannah anica anuta ancuta anusia anicka annika anica panni anka nan nancy aneta annette anikó aniko any
anastasia nastja nastya anastazja stasia nastasia tasha anastasiya
andreas andries andre andrei andrzej andres andras dries andrew andrey jedrzej bandi
andrea andreea andreia andi deea
angela angelina angelika angelique angie angelica ange gina lina anzhela
antonia antonina toos tonnie tonia tosia toni antoinette antonela antje tonka nina
antonius anton toon ton tony antoine teun teunis antoni antonio antek toni tonio doncho
barbara basia barbel babs barbora bara borbala bori baska
beata beate bea
beatrix beatrice beatrijs beatryce bea trix trixie beatriz
bernardus bernard ben bernd bernhard barend berend
bianca blanca blanka bianka
bogdan bogdana bogdanka dancho
carla carolina caroline carole karolina karola karoline lien line carolien karla lina carol charlotte lotte charlie
carmen carmina carmela mela menchu
catharina catarina catalina katarina katarzyna ekaterina yekaterina katalin katerina caterina kasia kaska kati kata kate katie kathy katja katya katinka kitty karin karen toos to tineke trijntje tryntje trijn tryn ina rina katrien catrien trui cato catherine katherine kathleen cata katica kinga katrin kaat
cecilia cecile cilia silke celia cila
christian christiaan chris cristian kristian krystian cristi krzysztof christoffel christopher
christina christine cristina kristina krystyna kirsten stien tina christien chris cris cristi krysia krisztina kriszti krisi tineke stijntje styntje ina
claudia klaudia claudine klaudya
concepcion concha conchita
consuelo chelo
cornelia corrie cor nel nelleke nelly nellie neeltje keetje cora cornelie kornelia lia
cornelis kees cor cees nelis corneel cornelius kornel corneliu
daniel daan dan dani danny danilo daniil danek
daniela danielle dana dani daantje danuta danka
david dave davy dawid davut davide
demetrius dimitar dimitri dmitri mitko dimo dumitru mitica dima mitja
denisa denise deni
diana dian diane dianne
dolores lola lolita loli
dominik dominique dominic domingo
dorothea dorota dora dorien doortje thea dorothee dosia dorina dorottya dori teja
eduard ed eddy edward edek edu eduardo edi
elena helena elene lena leni ileana helene heleen ellen leny leen eleni ela ilona ilonka jelena yelena hella nelia hela ilka olena lenuta lenka ica ili helen helenka aljona alyona
eleonora nora noor eleanor leonora ellie norica
elisabeth elizabeth elzbieta liesbeth lisbeth els elly ellie elsje betty bep bets betsy lies liesje lisa liza lise elise eliza erzsebet erzsi zsoka bozsi lijsbeth lysbeth isabel isabella isabelle ela elka elisabeta elisaveta veta beti lily liset lizette lisette bella bess liz babette beth elsa elza
emilia emilie emily emilka mila milly emi
emine emina eminem
esther hester ester estera eszter eszti etty
eva eveline evelien evi evelyn ewa ewelina ewka eef evita evica evelina
fatima fatma fatos fatou fadime fatime fatoumata
fernando nando fer
florentina floor flora florina florica florence florine florinda
franciscus frans francisco frank paco pancho franciszek franek ferenc feri frantisek frenk francois curro cisco kiko
francisca francien paca franciszka frances francisca franca paquita cisca ciska sieneke
frederik fred freek fredrik frits fritz fryderyk frederic federico fede
gabriela gabi gaby gabrielle gabrysia
gabriel gabi gabor gavril gavriel
georgius georg joris george georgi gosho george gheorghe ghita gyorgy gyuri jerzy jurek jorge joerg goran gica
georgiana georgina geta gina georgeta
geertruida truus truusje gertruda trudy gertrude geertje trui geert trudie gerda ger truida
gerardus gerard gerrit gerry gert geert ger gerhard gerardo
gerarda gerda gerrie gerry gerdien
grazyna graziella grazia
guadalupe lupe lupita
gulsen gul gulay gulcan
halina hala halinka
hatice hatica hatidje hatidzhe
helga olga ola olya olia olgica
hendrik henk henry hein henri rik henryk heinrich enrique enrico henrik hendricus harry heniek
hendrika henny hennie riek rieka rika hetty hendrikje henriette henrietta drika jet henryka
hubertus huub bert hubert huib
ibrahim ibo brahim abraham bram ab
ignacio nacho ignas ignacy ignac
irena irene irina ira irenka irka ireen iren irenke irinka
iwona ivona ivonne yvonne iwonka ivon
jacobus jacob jaap koos cobus jakob jakub kuba jaime iacob coos sjaak jacques jack kobus diego santiago
jacoba coba cobie jakoba coby koosje jacqueline jacquelien
jadwiga jadzia hedwig hedy
janina jana janka jasia nina
jesus chus chuy
joanna joana asia aska ioana johanna jo joke hanneke janneke hanna hannie annie jannie jantje jana jans johanne jopie janny oana janka zhana jeanne jeannette joan jane ivana ivanka vanya vania juana juanita janina jenny jana
joachim jochem jochen joaquin quino
johannes jan johan hans jo john hannes joannes janus jean ivan ion iwan juan giovanni janos jani janek jasiu ian ioan ionut vanja vanya vanyo vanio iancu nelu joao jovan yoan
jolanda jolanta jola jolande yolanda iolanda jolan loes
josephus josef jozef jos joop sjef joseph jose pepe iosif jozsef joska jozek yosif jusuf yusuf youssef pepito
josepha josefa josephina josefina josefine fien jose pepa pepita jozefa fina sjefke josephine jozefina josien
judith judit jut jutka judyta
julia juliana julie juliette julka iulia iuliana julcia yulia juli julieta liana jula
kadir kadri
karel karl carl carlos charles karol charlie karoly karcsi carlo carol karolek
klara clara claire klaartje klary klari clarita klarika
kristof krzysztof krzys krzysiek kris christof
ksenia oksana ksenija xenia xena
laura lore laurie laurence lauretta laurina
laurentius laurens lars laurent lourens lorenzo wawrzyniec lavrentie lou lorenz
leonardus leo leon leendert lenard leonard nard leonardo
lidia lydia lidija lida lidka
louisa louise luisa lowiesje lou loes lowina ludovica wiesje luiza
lodewijk lodewyk louis luis ludwik lajos lou ludovic luigi lui
lucia lucie lucy lucyna lusia luz lucja lucica ludmila lutsia
ludmila lyudmila mila luda ljuda ljudmila
lucas luuk lukas luc lukasz luca luka
magdalena magda lena leni leen madeleine madelon marlena malena maddalena madalina mada magdi magdolna madzia helena magdica malina
malgorzata gosia margaretha gretha greet greta grietje margriet marga margarita rita griet margaret margot margit margareta margo gosha malgosia margitta magrit grete meg maggie marjet gitta grit
marcin martinus martin maarten mart marten marton tijn tyn marcian martyn
marcus mark marc marek marco marcos marko
maria marie mieke mia ria riet maryke marijke maaike marieke marijka mariska miriam marja marjan marianne maja mariam maryam mary mar marika marijn mariana mariya marya marica maricica manya mania marysia mari masha maruja mimi mimoza meri mariyka mika maritza maricarmen maryse mies miep marietje mariola manuela mery
marianna marianne mariana marjan marian marjanne
martha marta marthe martina martine martje marcia
matheus matthijs matthys mateusz mateo mattheus thijs thys matei matthias mathieu mati macki maciej maciek matyas matei
mehmet memo mohamed mohammed muhammed muhammad mohammad mahomet memet mo
mercedes merche meche mercedesz
michael michiel michel mihail mihai michal miguel mihaly misi misha misho mike mihaita mihael mikhail mihaly michalek mischa maikel
michaela mihaela michalina michelle michele mikaela miha micaela
milena mila milka milenka
monika monica monique moni mona
mustafa mustapha musti moustafa
natalia natalie natasha natasja natascha natalja natalka nathalie nata natalija talia natali nataliya
nicolaas nico klaas nick nicolas nikolaus mikolaj nicolae nicu nikola nikolai kolya miklos miki niels claus kolyo koljo nikolay nik klaus nicolai nelu niculae
nicoletta nicole nicoleta nicola nikola nikoletta niki nikolina nicolette colette coleta
paraskeva petja pepa petya
patricia patrycja patty pat trish patka patrisia
paulina pauline paula paola paulien polina lien pavlina pavla pola
paulus paul pavel pablo pawel pal pali pauwel pau poul
petronella nel nelly nellie pietje petra ella pieternel petronela nela
petrus peter pieter piet pedro petru piotr petar petr peer petrica petya petko pjotr petre pietro peti perko piotrek pjer
pilar pili
radoslava rada radka radostina radost
rafael rafal rafa rafaël raf
raluca ralu
regina gina ina regien reina
ramona mona romana roman
richard rik rick ryszard rysiek ricardo dick riccardo richie
robert rob bob bert robbie robi roberto robbert
roxana roxy roxanne roksana rox oxana
rosa rosalia roos rosita rozalia rosalie roza rozsa rosetta roosje rosemarie roza rosica rositsa ruza
rudolf rudolph ruud rudi rudy
sabina sabine sabrina bina
sebastian sebastiaan bas sebastien seba sebek sebi
sofia sophia sophie fie fieke zofia zosia zofka sofie sonja sonia zsofia zsofi sofija sofka
silvia sylvia silvana sylwia sil sylvie silva szilvia szilvi silviya
simon siem simeon szymon simo simeone sim moni
stanislav stanislaw staszek stas stancho stan stanislas estanislao
stanislava stanislawa stasia stanka stana
stefania stefanie stephanie fanny stef steffie stefka stefi fani stefana
stefan stephan steven stephen stijn styn steef esteban istvan pista pisti szczepan stefanus stef stevo etienne steve isti
susanna susanne suzanne suzan sanne suus susan zuzanna zuzia zsuzsanna zsuzsa zsuzsi zsuzsika sanna susana zuza suze susie suzana zsu sue suzie
svetlana sveta lana svetla svetka
tatiana tanya tanja tania tatjana taniya tatyana tanka tatyanka
teresa theresa theresia therese tereza trees trees terka tess tessa thera treesje resi terez teri terezka tere teresita threes teresia
theodora dora thea theodoor dorien teodora tea fedora dorka doortje dorka todorka dorika
theodorus theo dirk theodoor dick door teodor diederik todor tudor tosho ted dorus
thomas tom tomas tomasz tomek tamas tomi toma tommy maas
ursula ulla ursel urszula ula orsolya orsi
valentina valentine tina vali valya vala valentyna valka
valeria valerie valeriya lera valerka
veronica veronika vera veronique roni nika vroni weronika wera
victoria viktoria vicky wiktoria wika vika viki tori victorine vickie viktorija viktoriya
victor viktor vic wiktor vico
vasile basil vasil vasko vasilica vasyl bazyli
violeta violetta wioletta viola violette viorica wiola
virginia ginny virginie ginia
wilhelmina mien mina wil willy willemien willemijn willemyn wilma mientje helma minnie wilhelmien hermina willie elma mintje vilma guillermina
willem wim wil bill willy william guillermo wilhelm pim guus wiliam wilem vilmos guillaume memo
wojciech wojtek adalbert bela vojtech
yasemin jasmin jasmijn jasmyn yasmin yasmina yasmine jasmina
zeynep zeyno zeinab zainab zenep
zdravka zdrava
ayse ayshe aisha aischa aicha aysegul aise aysche
elif elifcan
ramon raymond raimund raymundo mundo ramondo
emanuel manuel manolo manu emmanuel mano manoel
eugenia jenny evgenia zhenya yevgenia jenica geni eugenie
ecaterina ekaterina katya caty cati catinca katia
gheorghita ghita
laszlo laci vladislav wladyslaw vladislas wladek vlado
vladimir vlad volodya vova wlodzimierz wlodek vladko vlado
tunde tundi
jeno eugen eugeniusz evgeni zhenya eugenio gienek
ildiko ildi
aranka aurelia aura aurica rella
beniamin benjamin ben benny benek beni veniamin
jolien jolie joline
desislava desi desy dessislava
gergana geri gerganka galina galya galia galka
kalina kala kalinka
rumyana rumi romina rumjana
snezhana sneja snezana snejana snejka
yordanka dani jordanka yordana jordana dancheto
iliana iliyana ilina lili lilyana liliana lilia lily lilla lilka liljana lilian lilianna ljiljana
soledad sole chole
rosario charo chayo
encarnacion encarna
remedios reme
milagros mila mili
josef pepe
yolanda yoli
marisol sole mari
""".strip()


def _read(text: str) -> dict[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = {}
    for line in text.splitlines():
        group, *forms = line.split()
        for form in (group, *forms):
            groups.setdefault(form, {})[group] = None
    return {form: tuple(names)[:2] for form, names in groups.items()}


GROUPS_OF = _read(_GROUPS)
