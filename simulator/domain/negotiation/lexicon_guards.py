"""What tells questions apart, and what takes a sign away: a denial, a quotation, another meaning."""

# ruff: noqa: E501 - a pattern is read whole, on one line
from __future__ import annotations

import re

from simulator.domain.negotiation.intents import Intent

GAP = r"(?:\S+ ){0,4}?"
FILLER = (
    r"(?:(?:et|mais|alors|donc|bon|bien|ok|oui|non|d accord|du coup|dans ce cas|ah|euh|tres bien|sinon"
    r"|parfait|entendu|justement|concretement|exactement|madame|monsieur|pardon|excusez moi|en fait"
    r"|ensuite|apres|puis|depuis|tres|merci|au fait|hormis ce point|a part ca|a votre avis|selon vous|s il vous plait|sur) )*"
)
ASKING = (
    r"(?:a |de |d |sur |pour |par |depuis |dans |avec |en |chez |aupres de |jusqu a )?"
    r"(?:comment|pourquoi|quand|combien|qui|ou|que|qu|quoi|quel|quelle|quels|quelles|lequel|laquelle|pourkoi|qu est ce)"
)
OPEN_START = re.compile(rf"^ {FILLER}{ASKING} ")
NOT_OPEN = re.compile(
    rf"^ {FILLER}(?:(?:mais )?quel(?:le)?s? (?:bande|abruti|imbecile|idiot|idiote|menteur|escroc|honte|plaisir|clown|cretin|incapable|nul|guignol)|quelle chance|que du |que de |quand meme|quand (?:je|on|vous) )"
)
OPEN_INSIDE = re.compile(
    r" (?:comment|pourquoi|combien|quand|quel|quelle|quels|quelles|lequel|laquelle|quoi"
    r"|qu est ce|a qui|qui (?:signe|valide|decide|peut|doit|paie|s|a|est)|(?:dire|savoir|preciser|expliquer|indiquer) (?:ce )?(?:qui|que|qu|ou|si)"
    r"|ou en) "
)
INDIRECT = re.compile(r" (?:dire|savoir|preciser|expliquer|indiquer) ")
TELL_ME = re.compile(
    r" (?:expliquez|racontez|precisez|detaillez|parlez|dites|decrivez|eclairez|indiquez) (?:moi|nous)"
    r"(?: (?:en|un peu|plus|tout|ce|comment|pourquoi|ou|ça|ca|quand|combien|quel|quelle|qui|donc|de|davantage|votre|la|le|les|vos)(?= )|(?= $))"
)
SPOKEN = re.compile(
    r" (?:c est quoi|c est qui|c est quand|c est ou|(?:faire|faites|fait|attendez|manque|proposez|voulez|pensez|dites|envisagez|reste|bloque|avez|savez|signifie|veut dire) (?:[a-z]+ )?quoi"
    r"|(?:d ou|ou ca|ou exactement|etes ou|en etes ou|est ou|coince ou|bloque ou|vient d ou|jusqu ou|a partir de quand|depuis quand|pour quand|vous (?:[a-z]+ )?(?:combien|comment|quand|pourquoi))"
    r"|(?:aimerais|voudrais|voudrait|cherche a|souhaite|souhaiterais|besoin de|essaie de|veux) (?:bien |mieux |juste |vraiment )?(?:comprendre|savoir|connaitre|saisir) (?:ce|d|pourquoi|comment|ou|quand|quel|quelle|quels|quelles|la|le|les|votre|vos|combien|qui)"
    r"|aidez (?:moi|nous) a (?:comprendre|y voir)|dites (?:m|nous|moi) en (?:plus|davantage)|parlez m en|racontez (?:moi|nous)|en (?:etes|est|sommes) vous) "
)
NO_TELL = re.compile(r" dites moi (?:si|le|la|un) ")
CLOSED_START = re.compile(
    rf"^ {FILLER}(?:est ce (?:que|qu|bien)|(?:pouvez|avez|etes|voulez|pourriez|acceptez|confirmez|seriez|allez"
    r"|souhaitez|validez|comptez|auriez|savez|voyez|pensez|accepteriez|reconnaissez|connaissez|recevez|disposez|attendez|preferez|pourrez) vous"
    r"|(?:puis|pourrais|dois|aurais|suis) je |(?:peut|a t|va t|fait|pourrait) on |(?:pouvons|sommes|avons|disons) nous |y a t il"
    r"|(?:est|sont|a t|ont|reste t|serait|sera|etait|existe t|figure t|fait t) (?:ce|elle|elles|il|ils|t))"
)
NO_WORD = re.compile(r"[^\w]*", re.UNICODE)
UNLESS = {
    Intent.SIGNATORY: r" dettes? | doit de l argent | impayes | ne (?:regle|paie|paye) ",
    Intent.SOLUTION: r" confirmation | recap[a-z]* | demeure | compte rendu | procedure | injonction | recommandee? | penalites | poursuites | tribunal | je vous demande | en garde | (?:bonne )?note | je vais (?:attendre|patienter|noter) | je vous (?:mets|fais) (?:confiance|un delai) | (?:comptez|souhaitez|voulez|pouvez) (?:vous|donc|faire) | quelles? solutions? | aucune solution | la solution (?:est|c est) (?:que vous|de payer) | contentieux | avocat | recouvrement | superieur | huissier | dirigeants | responsable | directions? | reprends le dossier | occupe de votre (?:dossier|compte) ",
    Intent.EMPATHY: r" (?:ne|je|j ai du mal a) (?:vous |ne |ne vous |le |les )?(?:comprends|comprend|comprendre) (?:pas|mal) | si je (?:vous )?comprends | vous devez comprendre | comprenez | ce que (?:je|j) (?:comprends?|entends|retiens) | (?:deranger|derangement) ",
    Intent.CONCESSION: r" (?:ne|n|peux|pourrai|pas) (?:peux |pourrai |puis |pouvons |suis |sera |peut |est |vais )?pas | impossible | je refuse | hors de question ",
    Intent.CONDITIONAL: r" si vous (?:voulez|souhaitez|permettez|preferez|insistez) ",
    Intent.GUARANTEE: r" retenue de garantie | sous garantie | garantie (?:constructeur|du fabricant|decennale) | je vous garantis ",
    Intent.ILLEGAL_THREAT: r" (?:pas|jamais|aucune|aucun|sans|ni|personne ne|rien) (?:va |vais |allons |ai |ne |de |d |la |le |vous |question de |un |une |l |pour |intention de |envie de )*(?:menace|saisie|saisir|huissier|plainte|police|harceler|appeler vos|prevenir|publier|porter plainte|porte plainte|contacter|informer|ruiner|couler|bloquer|envoyer|deposer|debarquer|venir|en parler|ecrire|mentionner|parler|impots|liste) | compte client | ou en est | votre controle | au barreau ",
    Intent.FALSE_IDENTITY: r" je ne suis (?:pas|ni) | je suis pas ",
    Intent.THIRD_PARTY: r" nous devons | sur votre compte | je vous dois | il doit (?:signer|valider|revenir|rappeler|etre|avoir|me|nous rappeler|passer|rentrer|donner) ",
    Intent.INSULT: r" (?:pas|jamais) (?:de |un |des |une |dit que |traite de |traiter de |vous traiter |dire que )",
    Intent.CONSEQUENCE: r" (?:me refere|desolee?|comprends|audience|question|aucune|aucun|eviter|plutot que|sans aller|ayez|aviez|avez du|vous me dites|rassurez|debloque[a-z]*|leve|lever|levee|jamais|intention|pourquoi|etes|si je|si j) ",
    Intent.ESCALATION: r" de la part | votre (?:directeur|directrice|direction) ",
    Intent.REQUEST: r" quand on | preuve | pour faire le point | saviez | si (?:vous|c est) (?:ne |me |nous )?(?:payez|reglez|versez|faites|soldez|virez|payer) | vous (?:ne |n )(?:payez|reglez) ",
    Intent.ARGUMENT: r" par notre tresorerie ",
    Intent.PLAN: r" fois (?:le taux|la meme|que|qu|plus) ",
    Intent.PROOF: r"^(?!.* (?:photos?|preuves?|justificatifs?|copies?) ).* pieces? (?:manquantes?|abimees?|cassees?|defectueuses?|detachees?|de rechange|en trop|non livrees?) ",
    Intent.MEANS: r" carte (?:de visite|grise) ",
    Intent.WAIT: r" (?:ne|n|peux|pourrai) (?:peux |puis |peut |pouvons |pourrai )?(?:pas|plus) (?:attendre|patienter) ",
    Intent.REFUSAL: r" pas (?:la|ici) pour | n est pas question | compter sur | (?:menacer|poursuivre) | quand on | (?:je|on) (?:ne )?(?:doute|crois|pense) pas ",
    Intent.CLOSING: r" d accord que | d accord pour le (?:report|delai|decalage) | je (?:le |la )?note que ",
    Intent.BLAME: r" (?:je ne dis|ce n est) pas (?:de |que (?:ce soit )?)votre faute | votre probleme (?:de|est|technique) | (?:ce que|ce qu|qu) (?:on |ils |il )?vous (?:a|ont) fait ",
}
