"""Which words are the name of a person: written with a capital, or known as one."""

from __future__ import annotations

from typing import Final

from core.detection.lists import spaced

NOT_NAMES: Final = frozenset(
    spaced(
        """
        a abbott able about acceptable aclu afraid african again agree alive all alone already
        also always america american americans an android another antifa any anybody anymore
        anyone anything anyway aoc apartment april are arizonan as asian asking at atheist
        august auntie available away back bad ballot ballots baptist batman be because been
        being bernie beto better biden bien big black blm blue boomer boss bot bro broke bruh
        buddhist buddy bush business busy but buying by california californian calling canadian
        candidate candidato caring catholic certain cheap china chinese christian church cia
        citizen citizens city ciudadana ciudadano clear clinton clintons close cold college
        comfortable coming comment communist concerned confident congress congressional
        conservative constitution cool correct county covid crazy cruz cuban current cute de
        dead deaf december dem democracy democrat democrata democratic democratically democrats
        desantis desktop disabled divorced dnc doing donating done dr drinking driving drunk
        dude dumb dying easy eating either el election eligible email emails employed engaged
        english enough epa european even ever everyone everything evil exactly excited facebook
        fair fake falling false fan far fascist favor fbi february feeling female financially
        fine finished first florida floridian floridians following fool for free freedom french
        friday from full fun funny gay gaza georgian german getting giving gmail god going gonna
        good google gop got governor grandma grandpa great green guilty gun guns hablo haha
        happening happy hard harris hating he heading healthy hebrew help helpful helping her
        here hers hillary him hindu his hispanic hmm home homeless hope hospital hot house how
        human hungry i ice if im immigrant immigrants important impressed in independent
        independents indian inside instagram insured interesada interesado interested internet
        into iphone iran iraq irish irs is isis israel it italian its jail january jehovah jesus
        jewish jews joe's joking july june just justice kamala kidding king knowing la landline
        late latino latinx laughing le leaving left left-handed legal legally less lgbt lgbtq
        liberal liberals libertarian like likely listening living lmao local lol long looking
        lord lost love lucky lying mac mad maga mailer mal male mama man mandatory many march
        married maybe mayor mcconnell me mean medicaid medicare mexico michigander mine missing
        mom monday money moral more mormon moving mr mrs ms much muslim my native nato
        necessarily need nein never new news newsom next nice no nobody non none nope normal
        normally not nothing november now nra number obama obamacare october of off offended
        office ohioan ok okay okay'd old omg on one only open opposed or our out over paid
        palestine papa party paying paypal pelosi pence pennsylvanian people perfect permanent
        person personal phone physically planet playing police polish political politics polling
        poor possible pregnant prepared president private pro probably problem protestant proud
        puerto question quite racist rated rather ready real really reason red registered
        related relevant republican republicana republicano republicans resident retired rican
        rich right rnc romney rude running rush russia sad safe santa satan saturday saying
        scared school second secure seeing segura seguro senate senator senior september serious
        sexist shabbat she shit shocked short si sick similar simple single sis sleeping small
        smart smh so social socialist some somebody someone something soon sorry spam spanish
        speaking spoken stalking state still stop straight street stressed student stupid such
        sunday super superman supporting supposed sure surprised swing sí talking tax taxes
        technically terrible texan texans texas texting than thank thanks that the their them
        then there these they thinking this those though thursday thx til till time tired to
        today together tomorrow tonight too touching town tracking trans trolling true trump
        trusted trying tuesday twice twitter two ty u ugly uh ukraine um un una undecided under
        understanding unemployed union until up upset ur us usa used useful using vaccinated
        valid vance vegan venmo very veteran vice votante vote voted voter votes voting waiting
        walking walmart walz wanting war was wasting way we wealthy wearing wednesday week weird
        welcome well what whatever whatsapp when where which white who whole whose why wifi
        willing windows winning wise with woke women wondering working worried worries worth
        wrong wtf yahoo yeah yep yes yesterday yet you young your yours zoom
    """
    )
)
"""Words after `not` or `no` that are no one's name."""

GIVEN_NAMES: Final = frozenset(
    spaced(
        """
        aaliyah aaron abby abdul abel abigail abraham adam addison adele adrian adriana agnes
        ahmed aidan aiden aisha alan alana albert alec alejandra alejandro alejo alex alexa
        alexander alexandra alexis alfonso alfred alice alicia alina alison allen alma alonzo
        alvaro alvin alyssa amal amanda amari amber amelia amina amir amy ana anand anastasia
        andre andrea andreas andreea andrei andres andrew andy angel angela angelica angelina
        angelo angie anika anil anita anjali ann anna annabelle anne annette annie anthony
        antoine antonia antonio anya april archie ariana ariel arjun arlene armando arnold
        arthur arturo asha ashanti ashlee ashley astrid aubrey audrey augustus austin ayesha
        aziz barbara barry bart beatrice beatriz becky belinda bella ben benjamin bennett
        bernadette bernard bernice bertha beth bethany betty beverly bianca bill billy bob bobby
        bonnie boris brad braden bradley brandon brenda brendan brent brett brian briana brianna
        bridget brittany brittney bruce bryan bryce bryson byron caleb calvin cameron camila
        camille candace candice carina carl carla carlene carlos carlton carly carmela carmen
        carol carolina caroline carolyn carrie casey cassandra cassie catherine cathy cecilia
        cedric celeste celia cesar chad chandra chantal charlene charles charlie charlotte
        chelsea cheryl chester chloe chris christa christi christian christina christine
        christopher cindy claire clara clarence claude claudia clayton clement clifford clifton
        clint clyde cody colin colleen connie connor conrad cora corey corinne cornelius
        courtney craig cristian cristina cristobal crystal curt curtis cynthia cyrus daisy dale
        damian damien damon dan dana daniel daniela danielle danny dante daphne darius darla
        darlene darnell darrell darren darrin darryl daryl dashawn dave david dawn dean deandre
        deanna deb debbie deborah debra deirdre delia delores demarcus demetrius denise dennis
        deonte derek desiree desmond devin devon diana diane dianna diego dina dion dmitri
        dmitry dolores dominic dominique don donald donna donnell donnie doreen dorian doris
        dorothea dorothy doug douglas duane dustin dwayne dwight dylan earl ebony ed eddie edgar
        edith edmund edna eduardo edward edwin efrain eileen elaine elena eli elias elijah elisa
        elise elizabeth ella ellen ellie elliot elliott elmer eloise elsa elsie elvis emanuel
        emilia emilio emily emma emmanuel emmett enid enrique eric erica erik erika erin ernest
        ernesto ervin esteban estella estelle esther ethan ethel eugene eunice eva evan evelyn
        everett ezekiel fabian farah fatima federico felipe felix fernanda fernando fiona
        florence floyd frances francisco francois frank frankie fred freddie frederick frida
        gabby gabriel gabriela gabrielle gail garrett garry gary gavin gemma gene genevieve
        geoffrey george gerald geraldine gerard gerardo gerry gertrude gilbert gilberto gina
        giovanni giselle giulia gladys glenda glenn gloria gonzalo gordon grace graciela graham
        greg gregory gretchen griffin guadalupe guillaume guillermo gustavo gwen gwendolyn
        hailey hannah hans harold harper harriet harry harvey hassan heather hector heidi helen
        helena helga henri henrietta henry herbert herman hilary hilda hiroshi holly horace
        howard hugh hugo humberto ian ibrahim ignacio igor imani imran ines inez ingrid irene
        irina iris irma irving isaac isabel isabella isabelle isaiah isiah itzel ivan jackie
        jackson jacky jacob jacqueline jacques jada jaden jaime jake jalen jamaal jamal jamar
        jamarcus james jamie jan jane janelle janet janice janie janine jaquan jared jasmin
        jasmine jason javier javon jaxon jay jayden jayla jaylen jazmin jazmine jean jeanette
        jeanne jeannie jed jeff jeffrey jen jenifer jenna jennifer jenny jerald jeremiah jeremy
        jermaine jerome jerry jesse jessi jessica jessie jesus jethro jill jim jimmy joan joanna
        joanne joao joaquin jocelyn jodi joe joel joelle johan johann johanna john johnny jolene
        jon jonas jonathan joni jordan jorge jose josefina joselyn joseph josh joshua josie
        josue jovan joy joyce juan juana juanita judah judi judith judy jules julia julian
        juliana julianna julie julien juliette julio justin kaden kaitlin kaitlyn kaleb kamal
        kareem karen kari karim karin karina karl karla kasey kassandra kate katelyn katherine
        kathie kathleen kathryn kathy katia katie katrina katy katya kayden kayla keanu keegan
        keira keisha keith kelley kelli kellie kelly kelsey kelvin ken kendall kendra kendrick
        kenji kenneth kenny keri kerry kevin khadijah khalid kiara kiera kieran kim kimberly
        kirsten klaus kris krista kristen kristi kristie kristin kristina kristine krystal kurt
        kwame kyle kylie lakisha lamar lamont lance larry lars latasha latisha latoya laura
        lauren laurent laurie lavonne lawrence leah leandro leanne lee leila leland lena lenny
        leo leon leona leonard leonardo leonor leopold leroy leslie lester leticia lewis liam
        lila lilian liliana lillian lillie lily linda lindsay lionel lisa liz lois lorena
        lorenzo loretta lori lorna lorraine louis louise luann luc lucas lucia luciana lucille
        lucinda lucy luella luigi luis luisa luke lupe luther luz lydia lyle lynn mabel
        mackenzie maddie madeline madelyn madison maggie mahmoud malachi malcolm malik mallory
        mamie manny manuel marc marcel marcelo marcia marco marcos marcus marcy margaret
        margarita margie margo margot maria mariana maribel maricela marie marilyn mario marion
        marisa marisol marissa maritza marjorie mark marla marlene marlon marquis marsha marta
        martha martin marty marvin mary maryann mateo mathew mathieu matilda matt matthew maude
        maureen maurice mauricio mavis max maxine maxwell maya mayra mckenzie megan mehmet
        melanie melinda melissa melvin mercedes meredith michael micheal michel michele michelle
        mickey miguel mikayla mike mildred millie milo milton mindy minnie miranda miriam misty
        mitch mitchell mohamed mohammed moira moises molly mona monica monika monique monty
        morgan moses muhammad muriel myra myron myrtle nadia nadine nancy naomi natalia natalie
        nate nathalie nathan nathaniel neil nellie nelson nestor nicholas nick nickolas nicky
        nicolas nicole nigel nikita nikki nikolai nina noah noelle noemi nolan nora norberto
        noreen norma norman octavio oleg olga olivia olivier ollie omar omari orville oscar otis
        owen pablo paige pam pamala pamela paola pascal pascual pat patrice patricia patrick
        patsy patti patty paul paula paulette pauline paulo pavel pedro peggy penny perry peter
        petra phil philip philippe phillip phoebe phyllis pierre piotr polly priscilla priya
        quentin quincy quinn quinton rachel rafael rafaela raheem rajesh ralph ramiro ramon
        ramona randall randi randy raquel rashad rashid raul ravi ray raymond raymundo rebecca
        rebekah reggie regina reginald reid rene renee reuben reyna rhoda rhonda rhys ricardo
        rich richard rick ricky rigoberto riley rita rivka rob robert roberta roberto robin
        rocco rochelle rocio roderick rodney rodolfo rodrigo rogelio roger rohan roland rolando
        ron ronald ronda ronnie rory rosa rosalie rosalinda rosanne rosario roscoe rose roseanne
        rosemarie rosemary rosetta rosie ross rowan roxana roxanne roy ruben ruby rufus russell
        ruth ryan ryder sabrina sadie saleem sally salma salvador sam samantha samir sammy
        samuel sandra sandy sanjay santiago sara sarah sasha saul scott sean sebastian selena
        selma serena sergei sergey sergio seth shana shane shanice shanika shanna shannon shari
        sharon sharonda shaun shawn shawna shea sheila shelby shelia shelley shelly shelton
        sherman sherri sherrie sherry sherwin shirley sidney silas silvia simon simone sofia
        sofie sondra sonia sonja sonya sophia sophie spencer stacey stacy stan stanislav stanley
        stefan stefanie stella stephan stephanie stephen steve steven stevie stewart stuart sue
        sunil susan susana susanna susie suzanne suzette sven sybil sydney sylvia tabitha talia
        tamara tameka tamika tammy tania tanisha tanya tara taryn tasha tatiana tatyana taylor
        ted teresa terrance terrell terrence terri terry thad thelma thelonious theo theodore
        theresa thomas tiana tiffany tim timothy tina tobias toby todd tom tomas tommie tommy
        toni tonia tony tonya tracey traci tracy travis trevor tricia trina trisha tristan trudy
        tyler tyra tyrell tyrese tyrone ulysses uriel ursula valentina valeria valerie vanessa
        vaughn velma vera vernon veronica vicki vicky victor victoria vijay vikram vince vincent
        virgil virginia vivek vivian vladimir vladislav wallace wally walter wanda warren wayne
        wendy wesley weston whitney wilbur wilfred wilhelmina willa willard william willie wilma
        winifred winston wolfgang wyatt xavier xiomara yadira yasmin yasmine yelena yesenia
        yolanda yosef yuri yusuf yvette yvonne zach zachariah zachary zack zane zara zelda zoe
        zoey zora
    """
    )
)
"""Given names that are common where campaigns text: a lower-case text has no capitals to go by."""


TITLES: Final = frozenset(
    spaced(
        """
        mr mrs ms miss dr sir madam sr sra senor senora don dona monsieur madame mme m herr frau
        senhor senhora signor signora dhr mevr pan pani
    """
    )
)
"""What may stand before a name."""


def is_name(word: str, written: str, *, shouting: bool) -> bool:
    """Whether a word is the name of a person.

    Args:
        word: Folded.
        written: As it stands in the text.
        shouting: All of the text is in capitals, so that they tell nothing.
    """
    if word in GIVEN_NAMES:
        return True
    if word in NOT_NAMES or shouting:
        return False
    return written[:1].isupper() and not (len(written) > 1 and written.isupper())
