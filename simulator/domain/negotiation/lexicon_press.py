"""More ways to press: what follows by law, what the law forbids, contempt; added to the others."""

# ruff: noqa: E501 - one pattern a line, read whole
from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.negotiation.intents import Intent

_ME = "(je|on|nous|j)"
_OTHERS = "(clients?|fournisseurs?|banque|banquier|banquiere|salaries|employes|employeur|famille|femme|mari|conjoint|concurrents?|voisins?|confreres?|partenaires?|assureurs?|donneurs? d ordre|associes|presse|journaux|urssaf|fisc|impots|secteur|profession)"

PRESS: Mapping[Intent, str] = {
    Intent.CONSEQUENCE: """
(mise en demeure|injonction de payer|assignation|assignerons|refere provision|decheance du terme|clause resolutoire)
(adresser|adresserai|envoyer|enverrai|recevrez|recevoir|partira|envoie|notifier) ~ (mise en demeure|recommandee?|lettre recommandee)
(dossier|creance|affaire) ~ (avocat|contentieux|recouvrement|huissier|commissaire de justice|juridique|transmis|transmise|confie|confiee|cabinet)
(confier|confierai|confierons|transmettre|transmettrai|transmettrons|transmets|passer|passe) ~ (dossier|creance|affaire) ~ (avocat|contentieux|recouvrement|huissier|commissaire|juridique|conseil)
(cabinet|societe|agence) de recouvrement
(service|notre) (juridique|contentieux|conseil|avocat) ~ (relais|main|saisi|prendra|prend|charge)
(ira|irons|va|aller|finira|passera|passerons) (en justice|au tribunal|devant le (juge|tribunal)|au contentieux|en contentieux|par un cabinet)
(la suite|prochaine etape|etape suivante) ~ (judiciaire|recommande|juridique|demeure|contentieux|tribunal|avocat|procedure)
(commandes?|livraisons?|expeditions?|camion|marchandise|compte) ~ (resteront|restera|reste|seront|sera|est|sont|ne part|ne partira|ne partiront|attendra) ~ (attente|bloque*|suspendu*|gele*|arrete*|comptant|pas tant|quai|pas sans)
(je|on|nous) (coupe|coupons|couperai|bloque|bloquons|bloke|bloquerai|bloquerons|gele|gelons|gelerai|stoppe|stoppons|arrete|arretons|arreterai|suspends|suspendrai|suspendrons|suspendons) (de |le |la |les |l |vos |votre |tout |toute |toutes )*(compte|livr*|commande*|expedition*|envoi*|compte client|approvisionnement*|prestation*|service*|credit|ligne|intervention*)
(plus|aucune) (de |aucune )?(livraison|livraisons|commande|expedition|marchandise) ~ (sans|tant que|avant|jusqu)
(serai|serons|suis|sommes|vais etre|devrai|devrons|serait) (donc |alors )?(oblige|obligee|obliges|contraint|contrainte|contraints|force|forcee)? ?(de |d )?(bloquer|suspendre|saisir|transmettre|confier|engager|lancer|passer|couper|geler|assigner|demander l injonction)
(passer|passerez|passerons|passez|passera) (en|au) (paiement )?(comptant|paiement d avance)
(dernier|ultime) (rappel|avertissement|delai) ~ (avant|contentieux|tribunal|demeure)
(assureur|assurance credit) ~ (saisi|prevenu|declaration|declarer|informe|sera)
(interets|penalites|dommages) ~ (tribunal|juge|justice)
(faire|ferons|ferai|fera) (jouer|valoir|appliquer) (la |notre )?(reserve de propriete|clause|garantie|caution)
(passe|apres) (lundi|mardi|mercredi|jeudi|vendredi|cette date|ce delai|le [0-9]+) ~ (je|nous|on) ~ (lance|engage|suspend*|bloque*|transmet*|passe|saisi*|procedure)
si (pas|aucun|rien|toujours rien) ~ (paiement|reglement|virement|arrive|recu|bouge|reponse)
(ligne|limite|encours|plafond) (de credit )?~ (reduit*|coupe*|supprim*|baiss*|gele*|ramene*|revu*)
""",
    Intent.ILLEGAL_THREAT: f"""
(dire|dirai|dis|raconter|raconterai|raconte|prevenir|previendrai|previens|avertir|avertirai|informer|informerai|contacter|contacterai|appeler|appellerai|alerter|alerterai|ecrire|ecrirai|signaler|signalerai|denoncer|denoncerai|parler|parlerai|parle) (le |la |en |tout |ca |cela |a |aux |au |de |directement |un |une |l |tous |toute |toutes )*(vos |votre |ton |tes |sa |ses |la |le |l |les )+{_OTHERS}
(previendrai|denoncerai|alerterai|previens|denonce) (l |le |la |les )?(urssaf|fisc|impots|presse|journaux|inspection|police|gendarmes)
(vos|votre|tes|ton) {_OTHERS} ~ (sera|seront|saura|sauront|vont|va|serait|seraient|apprendra|apprendront) ~ (ravi*|content*|savoir|courant|prevenu*|informe*|heureu*|apprendre|interesse*|surpris*)
(fisc|impots|urssaf|police|gendarmes|presse|journalistes?) ~ (interesser|venir|debarquer|chercher|occuper de vous|rendre visite|contente)
(balance|balancer|balancerai|mets|mettre|mettrai|publie|publier|publierai|poste|poster|posterai|diffuse|diffuser|afficher|raconte|raconter) ~ (reseaux|linkedin|facebook|internet|google|twitter|presse|journal|avis|forums?|vitrine|ligne)
(avis|commentaire|article) ~ (negatif|negatifs|google|incendiaire|journal|ferait reflechir|assassin)
(pourrir|ruiner|couler|detruire|demolir|salir|foutre en l air|faire fermer|faire tomber|casser|griller) (vous |te )?(votre|vos|ta|ton|la|vous|l|le)? ?(reputation|boite|entreprise|societe|vie|image|nom|carriere|affaire|commerce|maison)?$
(vais|va|allons|peux) (vous |te )?(couler|ruiner|griller|briser|pourrir|faire fermer|faire tomber|detruire|demolir|faire la peau)
(reputation|image|nom) ~ (remettra pas|fichue|fini*|salie|trainee|boue|peau de chagrin|ne vaudra)
(huissiers?|commissaires? de justice|gendarmes|flics|police|costauds|gros bras) ~ (debarqu*|chez vous|porte|chercher|viendr*|venir|passer|sonner|envoy*)
(envoyer|envoie|enverrai|amener|amene|debarque*|passe*|viens|venir|vient|viendra|viendrai) ~ (huissiers?|gendarmes|flics|police|costauds|gros bras|gars|copains|hommes)
(saisir|saisirai|saisissons|saisi|embarquer|emporter|prendre|vider|confisquer) (tous |toutes |vite |demain |bientot )*(vos|votre|tes|ton) (camions?|machines?|comptes?|meubles|biens|stock|stocks|materiel|bureaux|vehicules?|voiture|maison|comptes bancaires|ordinateurs)
(saisir|vider|geler|bloquer) (vos|votre|tes) (comptes|compte en banque)
(en prison|garde a vue|correctionnelle|menottes aux|derriere les barreaux|(au|le) penal|casier judiciaire)
(je|on|nous) (porte*|depose*|vais porter|vais deposer) plainte
(sais|savons|sait|connais|connaissons) ~ (ou (vous|tu) (habite*|vive*|loge*|dor*)|ou vos|votre adresse personnelle|ecole)
(interdit|interdire|interdits|interdiction) (bancaire|bancaires|de gerer|de chequier)
liste noire
(toute la|tout le|toutes les|tous les|le tout) (ville|region|secteur|monde|profession|quartier|fournisseurs|confreres) ~ (saura|sauront|savoir|parler*|apprendr*|courant)
(appellerai|appelle|rappellerai|telephonerai|harcelerai|harcele*|lacherai|relancerai) ~ (jour et nuit|dix minutes|toutes les heures|chaque heure|sans arret|jusqu a ce que|domicile|la nuit|le dimanche|nuit et jour|tous les quarts)
(arriver|arriverait|arrivera) (des |un |quelque )(bricoles|malheur|malheurs|accident|chose|histoires|ennuis|bricole)
(faites|fais) (bien |tres )?attention a (vous|vos|votre|ton|toi|tes)
(je|on) (vais|va|viens|viendrai|passe|passerai) ~ (chercher|recuperer|prendre) (moi meme |mon |notre |l )*(argent|du|marchandise) ~ (chez vous|domicile|force|bureau)
(connais|connait|ai des amis|des relations) ~ (impots|tribunal|police|prefecture|fisc|urssaf|mairie|banque de france)
(vous|tu) (allez|vas) ~ (regretter|payer cher|pleurer|souffrir|mordre les doigts|le sentir passer)
(regretterez|regretteras|ca va mal finir|mal (se )?(terminer|finir|tourner)|payer tres cher)
(frais|forfait|supplement|amende) ~ (dossier|gestion|relance|recouvrement) ~ (ajoute*|plus|facture*)
(ajoute|ajoutons|rajoute|facturerai|compterai|colle) ~ (frais|forfait) (de |d )?(dossier|relance|gestion|dossiers|huissier)
(controle|redressement) (fiscal|urssaf)
(courrier|lettre|mail|message) ~ (a|aux|chacun|tous|chaque) ~ {_OTHERS}
(serez|etes|seras) (bientot )?(condamne|condamnee|condamnes|arrete|arretes|poursuivi|poursuivie) ~ (penal|prison|police|d office|automatiquement)
""",
    Intent.FALSE_IDENTITY: """
(ici|c est|suis|sommes|bonjour) (l |la |le |un |une |des |votre |maitre |du |de |d )*(huissiers?|huissiere|commissaire de justice|commissaires de justice|avocat|avocate|greffe|greffier|greffiere|juge|procureur|magistrat|policier|officier|inspecteur|inspectrice|mandataire|banque de france|brigade|notaire|gendarme|gendarmerie)
(brigade|inspecteur|inspectrice|officier|etude|cabinet) (d |de |des |du )?(financiere?|finances|impots|police|huissiers?|commissaires?|avocats?|judiciaire)
(travaille|appelle|contacte|suis) (pour|au nom|du|de la|de l|au|a) (le |la |l |du |de |d )*(tribunal|tribunal de commerce|tresor public|juge|justice|etat|police|parquet|banque de france|greffe|procureur|ministere|impots)
(mandates?|mandatee|envoye|missionne*|diligente*|nomme|commis) (par|d) (la |le |l )?(justice|tribunal|juge|etat|parquet|office)
greffe du tribunal
etude de commissaires? de justice
""",
    Intent.THIRD_PARTY: """
(votre|ton|sa|le|la) (patron|patronne|chef|societe|entreprise|boite|gerant|gerante|employeur|mari|femme|directeur|directrice|collegue|associe|pere|mere|frere) ~ (doit de l argent|nous doit|me doit|a une dette|a des (dettes|impayes)|ne paie (pas|plus)|ne paye (pas|plus)|ne regle (pas|plus)|est endette*|est mauvais payeur)
(dites|dire|prevenez|transmettez|faites|laissez|passez|repetez) ~ (lui|leur|patron|chef|mari|femme|gerant|collegue|passer) ~ (dette|dettes|impaye|impayes|nous doit|retards? de paiement|doit de l argent|recouvrement|ardoise)
(il|elle|ils) (a|ont) (des|une|un) (dette|dettes|impaye|impayes|ardoise|retards de paiement) (chez|avec|envers|depuis|a)
(histoire|question|probleme|affaire) (d|de) (impayes?|dettes?|retards? de paiement) (de|du|chez|contre)
(j ai|nous avons|on a) (deja |aussi |donc )*(prevenu|appele|averti|informe|contacte|parle|dit) ~ (votre|vos|voisin|banque|banquier|client|clients|femme|mari|concurrent*|fournisseur*)
(votre|vos) (client|clients|collegue|voisin|banquier|fournisseur*|concurrent*|assistante) ~ (sait|savent|m a dit|est au courant|m a confirme|a appris)
(boite|societe|entreprise|maison) (est |qui est )?(mauvaise payeuse|endettee|en faillite)
(sachez|saviez|savez) ~ (patron|boite|societe|directeur|employeur|gerant|chef) ~ (dette|dettes|paie|paye|doit|payeur|payeuse|impayes)
""",
    Intent.INSULT: """
(quel|quelle|espece d|espece de|bande d|bande de|sale|sales|gros|grosse|pauvre|petit|vrai|vrais) (imbecile|imbeciles|idiot|idiote|idiots|abruti|abrutis|cretin|con|conne|cons|clown|clowns|guignol|menteur|menteurs|voleur|voleurs|escroc|nul|nuls|incapable|incapables|tocard|minable|type|bouffon|rats?|ordure|crapule|bras casses|naze|debile|ane|anes|boulet|boulets)
bras casses
(vous|tu|t) (etes|es|n etes) (qu )?(un |une |des |de |d |vraiment |tellement |complete*ment |si |trop |que |gros )*(betise|nul|nuls|nulle|debile|debiles|stupide|malhonnete|malhonnetes|incapable|incapables|minable|voleur|voleurs|escroc|escrocs|parasite|imbecile|idiot|ridicule|guignol|guignols|boulet|boulets|lache|laches|rien du tout|moins que rien|honte de la profession)
(te|vous) (fous|foutez|fout) (de|d) (moi|nous|ma|notre|la)
(pour|comme) (un|une) (con|conne|idiot|idiote|imbecile|abruti|debile|cretin)
(allez|va) (vous |te )?faire (voir|foutre|cuire|mettre)
(ferme la|fermez la|la ferme|ta gueule|vos gueules|degage|degagez|cassez vous|casse toi)
(moins que rien|tas de|raclure|ordures?|pourriture|fumier|enfoire*|batard*|salop*)
""",
    Intent.BLAME: """
(c est|tout est|tout ca c est|cela vient) ~ (de )?(votre|ta) (faute|negligence|incompetence|responsabilite)
(vous auriez|tu aurais|il aurait|vous n auriez|auriez) (pu|du|fallu|mieux)
(on|je|nous) (ne |n )?(peut|peux|pourra|pouvons) ~ (jamais|pas|plus) ~ (confiance|compter|croire|fier)
(toujours|encore) (la|les|une|des|cette) (meme|memes)? ?(histoire|histoires|excuse|excuses|promesse|promesses|chanson|disque|baratin)
(ca|cela) fait (deja )?(deux|trois|quatre|cinq|dix|[0-9]+|plusieurs|des) (fois|mois|semaines) que (vous|tu|je)
(un peu|trop|tellement) facile (comme|de|quand|non)
(pas|peu|jamais) (tres |bien |vraiment )?(serieux|fiable|fiables|correct|professionnel|responsable|responsables|digne)
(vous|tu) (ne |n )?(respectez|tenez|payez|honorez|respectes) (jamais|rien|aucun|aucune)
(fallait|aurait fallu) (y |bien |mieux |nous |pas )*(penser|prevoir|prevenir|anticiper|commander|reflechir|gerer)
(pas|n est pas|est pas) (mon|notre) (probleme|affaire|souci)
(vous vous|tu te) (fichez|moquez|foutez|payez (ma|notre|la) tete|fiche)
(inadmissible|inacceptable|scandaleux|scandaleuse|honteux|lamentable|intolerable|insupportable|n importe quoi|irresponsable|desinvolte)
(je ne|je) (vous )?crois (pas|plus|rien) ?(un mot|du tout|ce)?
(crois|croit) (pas|plus) (un mot|a vos|votre|vos)
(encore|toujours|que) (une |des |d )?(excuses?|promesses|pretextes?|mensonges?|belles paroles|blabla)
(vous|tu) (savi*|saviez|savais) (tres |parfaitement )?bien
(expres|mauvaise foi|mauvaise volonte|fait expres)
(assez|marre|ras le bol|fatigue|lasse) (de|d|que) (vos|votre|vous|tes|ces|ce)
(gerez|gere|gerer) (mal|n importe comment)
(perdre|gagner|faites perdre) (mon|notre|du|le) temps
(si|quand) (vous|on) ~ (saviez|savait|sait) (compter|gerer|travailler)
(a d autres|comme par hasard|mon oeil|bien sur ouais|vous plaisantez|c est une blague)
on dirait que (vous|tu)
""",
    Intent.SILENCE: """
(je|on) (me tais|garde le silence|reste (silencieux|silencieuse|muet|muette)|laisse (passer|un blanc|un silence|le silence|planer|s installer)|ne (dis|reponds) rien|marque (une|un) (pause|temps|silence)|attends (qu|en silence|sans rien))
^ (silence|pause|blanc|un blanc|hum|un temps|un ange passe)( |$).{0,22}$
(un temps|moment|instant) de silence
(long|court|petit) (silence|blanc)
""",
}
"""Patterns as those of ``lexicon_hard``, November 2026: each was tried on harmless lines."""
