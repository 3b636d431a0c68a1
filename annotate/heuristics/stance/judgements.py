"""Judgements: words that praise, blame or alarm, and what harms its object."""

from annotate.text.closed_classes import words

ALARMING = words(
    "threat danger worrying alarming dangerous risky concern problem disaster catastrophe crisis troubling disturbing"
)
BAD = words("""mistake disgrace outrage unacceptable wrong illegal unlawful unfair unjust unjustified reckless absurd shameful farce failure
    ridiculous insult betrayal provocation provocative aggression blackmail blockade irresponsible unconstitutional immoral hypocrisy
    scandal tragedy terrible awful horrible bad worst liar coward crook racist costly expensive cruel brutal excessive inadequate
    insufficient disappointing disgraceful outrageous appalling deplorable premature misleading
    inaccurate inappropriate unnecessary unworkable unrealistic unsustainable unhelpful counterproductive
    pointless useless worthless hypocritical cowardly sexist offensive insulting undemocratic discriminatory unsafe abhorrent
    regrettable lamentable laughable unforgivable inexcusable intolerable unbearable
    despicable incompetent corrupt sham fiasco debacle travesty blunder bully thug fraud hypocrite tyrant dictator bigot traitor mess""")
DENIED = words(
    "false untrue lie lies baseless groundless unfounded fabricated fabrication fiction nonsense invented bogus"
)
GOOD = words("""great good excellent historic welcome fair wise right wonderful hero victory success breakthrough milestone overdue
    essential necessary crucial vital reasonable sensible helpful encouraging impressive remarkable successful
    productive constructive fruitful brilliant superb admirable triumph masterpiece""")
JUDGING = BAD | DENIED | GOOD
HARM = words(
    "hurt harm damage destroy undermine cripple ruin endanger jeopardise jeopardize devastate weaken worsen kill stifle cost threaten"
)
HARMING = words("""hurting harming damaging destroying undermining crippling ruining endangering jeopardising jeopardizing
    devastating weakening worsening killing stifling strangling""")
