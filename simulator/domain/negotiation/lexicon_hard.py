"""How pressure is said: lawful consequences on one side, what must never be said on the other.

What a collector may not say: code pénal 312-1, 312-10, 222-33-2-2, 433-13, 433-17; GDPR and the
press law of 1881 for disclosure (law note of November 2026; certain for the principle).
"""

# ruff: noqa: E501 - one pattern a line, read whole
from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.negotiation.intents import Intent

_MINE = "(vos|tes|votre|ton|tous vos|toute votre|ses|a vos|a votre|a tous vos|au|aux|a la|le|les)"
_OTHERS = (
    "(client|clients|banque|banquier|banquiers|voisin|voisins|salaries|salarie|employes|personnel"
    "|concurrents|concurrent|fournisseurs|femme|mari|famille|associes|associe|actionnaires|presse|journal"
    "|journaux|journalistes|fisc|impots|urssaf|inspection du travail|administration fiscale|profession)"
)
_TELL = (
    "(previens|previendrai|prevenir|appelle|appeler|appellerai|contacte|contacter|contacterai|informe"
    "|informer|informerai|alerte|alerter|alerterai|raconte|raconter|raconterai|dis|dirai|dire|ecris|ecrire"
    "|ecrirai|denonce|denoncer|denoncerai|signale|signaler|signalerai|balance|balancer|parle|parlerai"
    "|parler|previendra|prevenons|previendrons|dira)"
)

HARD: Mapping[Intent, str] = {
    Intent.CONSEQUENCE: """
(mise|mettre|mettrai|mets|met|mettons) en demeure
(passe|passer|passera|passerons|part|partira|partir|transmettre|transmis|transmets|transmettrai|confier|confie|confierai|va|ira|aller|basculer|basculera|remettre|remis) ~ (au|en|a un|a une|a notre|aux|a|chez le|chez notre|devant le) (service )?(contentieux|avocat|huissier|commissaire de justice|cabinet de recouvrement|societe de recouvrement|recouvrement judiciaire|tribunal|societe|cabinet)
(injonction de payer|assignation|refere provision|referes?|voie judiciaire|voies judiciaires|voie contentieuse|action en justice|poursuites judiciaires|tribunal de commerce|saisir le tribunal|saisirai le tribunal|assigner|procedure judiciaire|agir en justice)
(suspend|suspends|coupe|coupons|couper|couperai|coupera|suspendre|suspendrai|suspendons|suspendue|suspendues|suspension|arrete|arreter|stopper|stoppe|bloque|bloquer|bloquerai|bloquons|gele|geler|maintenir la suspension|retenir|retiens) (de |des |les |la |vos |votre |toute |toutes |nos |donc |tout )*(livraison|livraisons|commande|commandes|compte client|prestations|prestation|expedition|expeditions|envois|interventions|credit|ligne|lignes|encours|ouvertures?)
(livraison|livraisons|commande|commandes|compte|expedition|expeditions|camion|prestations) ~ (suspendu|suspendue|suspendues|suspendus|bloque|bloquee|bloquees|retenue|retenues|arretees|en attente|ne partira pas|ne partiront pas|reste au depot)
plus (de livraison|livrer|vous livrer|de commande|d expedition|de marchandise)
(a defaut|faute de (quoi|paiement|reglement|virement)) ~
(passe ce delai|sans nouvelle|sans nouvelles|sans reponse|sans retour|sans paiement|sans reglement) ~ (je|nous|on|le|la|une)
(engager|engage|engagerons|engagerai|lancer|lancerai|lancerons) (une procedure|des poursuites|une action|les poursuites)
(saisir|saisirai|saisirons|saisis|saisissons) (le|un) (juge|tribunal)
(commande|livraison|camion) (ne partira|ne partiront|ne bougera)
sinon (je|nous|on|le|la|ce|c est|il) ~ (devrai|dois|devons|serai|vais|oblige|obligee|contraint|contrainte|suspend|suspends|passe|transmets|procedure|lance|contentieux|mise|recommande|bloque|engage|engagerai|sera|commande)
(si|s) (vous ne|vous n|rien n|rien ne|je ne|je n|le|la|vous) ~ (payez pas|reglez pas|pas paye|pas regle|pas recu|pas respecte|pas tenu|arrive pas|n est pas|pas de reponse|recois pas|pas credite|ne pas|n arrive) ~ (je|nous|on|le|la|les|ce|mon)
(lettre )?recommandee? (avec|part|partira|ce soir|demain|avec accuse)
(paiement|reglement|payable|payables) (d avance|comptant|a la commande)
(paiement|payable|payables) avant (la |toute |chaque )?(livraison|expedition|commande)
(decheance du terme|exigible immediatement|exigibilite immediate|exigibles immediatement|totalite exigible)
(je|nous|on) (appliquerai|appliquerons|appliquons|facturerai|facturerons|facturer|facture|compterai|compterons|applique) ~ (penalites|interets|indemnite|indemnites)
(limite|ligne|encours|credit) ~ (reduite|revue|coupee|supprimee|ramenee|gelee|a zero|baissee)
""",
    Intent.ILLEGAL_THREAT: f"""
(je|on|nous|j) (vais|vous|ai|peux|peut|va|allons|te|le|la|en|serai oblige|l|avons) ?(le |la |les |vous |en |tout |bien |)*{_TELL} ~ {_MINE} {_OTHERS}
(je|on|nous|j en|j) {_TELL} ~ {_MINE} {_OTHERS}
{_MINE} {_OTHERS} ~ (sauront|saura|apprendront|apprendra|va savoir|vont savoir|vont l apprendre|va l apprendre|seront prevenus|sera prevenu|sera prevenue|seront informes|sera informee|vont apprendre|va apprendre|au courant|seraient ravis|aimeraient savoir|seront contents)
(tout le monde|tout le secteur|toute la profession|toute la ville|la terre entiere) ~ (saura|savoir|apprendre|apprendra|courant|sait)
(publier|publie|publierai|poster|poste|posterai|afficher|affiche|afficherai|mettre|mettrai|balancer|balance|ecrire|balancerai|raconter) ~ (reseaux|linkedin|facebook|internet|google|twitter|avis google|avis|instagram|vitrine)
(reputation|nom) ~ (detruite|ruinee|foutue|detruire|salir|salie|trainee|en prendre|finie|morte)
(detruire|ruiner|salir|couler|griller|briser|pourrir|bousiller) (votre|ta|vos|tes|la|vous|leur|sa) ?(reputation|boite|entreprise|societe|vie|carriere|image|affaire|affaires|)
(je|on|nous) (vais|va|allons|vous|te) (vous |te )?(detruire|couler|ruiner|griller|briser|pourrir|casser|ecraser|demolir|massacrer|coulera|grillerai|detruirai|coulerai)
(faire couler|mettre sur la paille|mettre en faillite|pousser a la faillite|faire fermer)
(huissier|huissiers|commissaire de justice|commissaires de justice) ~ (demain|chez vous|ce matin|cet apres midi|sonner|sonnera|debarque|debarquer|debarquera|saisir|passe|passer|passera|frapper|vos machines|vos bureaux|dans l heure|est en route|lundi|bureau|des ce soir)
(envoie|envoyer|enverrai|envoyons|debarquer|debarque|venir|amener|viens|viendrai) ~ (huissier|huissiers|gros bras|gendarmes|police|mes gars|bras|costauds|hommes)
(saisie|saisies) (est |sera |a ete |deja |de |sur |vos |bancaire |aura |dejas )*(programmee|prevue|lancee|planifiee|ordonnee|demain|lundi|comptes|compte|lieu|vos|immediate|fixee|declenchee)
(saisir|saisis|saisirai|saisit|saisissons|fais saisir|faire saisir|ferai saisir|vider|videra) (des demain |demain |directement |tous )?(vos|votre|tes|ton|ta|le) (comptes|compte|biens|machines|meubles|camions|materiel|vehicules|stock|stocks|voiture|maison|bureaux|compte bancaire|salaire|domicile)
(bloquer|bloque|bloquons|bloquerai|geler|gele|gelons|bloquez|faire bloquer|fais bloquer) (tous )?(vos|votre|tes|ton) (comptes|compte bancaire|compte en banque|compte a la banque|comptes bancaires|compte$)
(nous|je|on) (bloquons|bloque|gelons|gele) (votre|vos) comptes?( des| demain| ce| immediatement|$)
avis avant saisie
(porter|porte|porterai|deposer|depose|deposerai|deposons) plainte
(plainte) (penale|au penal|a la police|au commissariat|contre vous)
(finir|finirez|aller|irez|ira|envoyer|enverrai|risquez|mettre|direction|voir) ~ (au penal|prison|garde a vue|derriere les barreaux|correctionnelle|menottes)
(porter|porte|porterai|mene|amener|poursuivre) ~ (au penal|en correctionnelle)
(vous|tu) (allez|vas) (bien |vite )?voir (ce qui va|ce qui vous|ce que je vais|ce qu il en coute|de quoi)
(faire savoir|fais savoir|ferai savoir) ~ (place|profession|secteur|monde|marche|ville)
(compte|comptes|compte bancaire|biens|machines|camions|stock) (sera|seront|va etre|vont etre) (tous )?(saisi|saisis|saisies|vide|vides|gele|geles|emportes)
je connais (quelqu un|du monde|des gens) (aux|a l|chez|au)
(vous )?(envoyer|envoie|enverrai) (quelqu un|du monde|mes gars|des gens)
(vos|tes) enfants
(mail|lettre|courrier|message|mot) a (tous )?(vos|votre|ses) {_OTHERS}
(commentaire|avis) ~ (google|facebook|internet|linkedin)
(appeler|appelle|envoyer|envoie|prevenir|previens|avertir|avertis|saisir|saisis|ecris) ~ (procureur|gendarmerie|gendarmes|commissariat|brigade financiere|police)
(je|on|nous) (sais|savons|sait|connais) (tres bien )?ou (vous|tu) (habitez|vivez|habites|habitent|garez|trouver)
(je|on|nous) (vais|va|allons|passe|passerai|debarque|debarquons) ~ (debarquer|chez vous|devant chez vous|devant vos clients|a votre domicile|en force|a plusieurs|vous attendre)
(vous|tu) (allez|vas|va|aller) (le |amerement |vite |tres )*(regretter|regretterez|payer cher|le payer|avoir (des|de) (gros |graves |serieux )?(problemes|ennuis)|comprendre votre douleur|souffrir|pleurer|voir de quoi|vous en mordre)
(vous|tu) (le |me le )(regretterez|regretteras|paierez|paieras) ?(cher|un jour)?
(ca|cela) (va|risque de) (tres )?mal (finir|se passer|se terminer|tourner)
(gare a vous|attention a vous|faites attention a vous|je vous aurai prevenu|vous ne savez pas a qui)
(casser|peter|exploser) (la gueule|la figure|les jambes|les dents|un bras|la tete)
(harceler|harcelerai|harcelerons|appellerai|appeler|appelerai|rappeler|rappellerai|telephoner|rappellerai) ~ (toutes les heures|tous les jours|dix fois|jour et nuit|toutes les dix minutes|sans arret|jusqu a ce que vous craquiez|cent fois|chaque heure|nuit et jour|non stop|vingt fois)
frais (de dossier|de recouvrement|de relance|d huissier|supplementaires|d avocat) ~ (150|200|250|300|400|500|800|1000|cent|mille|a votre charge|en plus)
(liste noire|fichage|ficher|fichier a la banque|interdit bancaire|fiche banque de france)
(demander|provoquer|declencher|risquez|aurez|coller|envoyer|prendre|subir) ~ (controle fiscal|redressement fiscal)
(lettre anonyme|denonciation)
(tribunal|juge) ~ (deja condamne|a deja|deja tranche|vous a condamne)
(vous etes|etes) deja (condamne|condamnes|condamnee)
(vous|votre) ~ (condamne|condamnee) (par contumace|d office|demain)
(la|votre) (porte|vitrine|camions?|voiture) ~ (cassee|brule|bruler|creves|abime)
(accident|malheur|brulent|brule) ~ (vite arrive|si vite|entrepot|arrive vite)
""",
    Intent.FALSE_IDENTITY: """
(je suis|ici|c est|je me presente) (de |du |de la |un |une |l |le |la |votre |maitre |donc |en fait )*(huissier|huissiere|commissaire de justice|avocat|avocate|maitre|greffier|greffe|juge|officier|tribunal|etude|banque de france|procureur|policier|mandataire de justice|administrateur judiciaire|expert judiciaire|inspecteur|brigade|magistrat|substitut)
(ici|c est|je vous appelle du|je vous appelle de la|je travaille au|je travaille pour le|de la part du|au nom du|au nom de la|au nom de l) (cabinet d avocats?|cabinet d huissiers?|etude d huissiers?|greffe du tribunal|tribunal|tribunal de commerce|juge|justice|ministere|tresor public|procureur|banque de france|police|etat)
(mandate|mandatee|mandates|missionne|missionnee|nomme|nommee|designe) par (le |la )?(tribunal|juge|justice|etat|procureur|greffe)
(bonjour|ici|suis|c est) maitre (?!d )[a-z]+
maitre (?!d )[a-z]+ (avocat|avocate|huissier|huissiere|commissaire|notaire|a l appareil)
(avocat|avocate|huissier) a l appareil
(etude|cabinet) (d )?(huissier|huissiers|avocat|avocats) (a l appareil|bonjour)
je (me fais|vais me faire) passer pour
""",
    Intent.THIRD_PARTY: """
(votre|ton|le|la|sa) (patron|patronne|societe|entreprise|gerant|directeur|employeur|boite|chef|mari|femme|maison|collegue|comptable|associe|pere) (nous |me )?(doit|devait|doivent|a une dette|a des dettes|a des impayes|ne paie pas|ne paye pas|ne regle pas|est en impaye|est mauvais|n a pas paye|ne nous paie|ne nous paye|n a toujours pas paye|nous doivent)
(il|elle|ils|monsieur [a-z]+|madame [a-z]+) (nous |me )?(doit|doivent|devait) (de l argent|encore|plus|au moins|une somme|beaucoup|[0-9]+|pas mal|depuis)
(il|elle|ils) (ne |n )?(paie|paye|paient|payent|a pas paye|regle|ont pas paye) (pas|plus|jamais|ses|rien)
(dites|dis|transmettez|faites passer|faites lui passer|indiquez|notez) (lui |leur |a )?~ (dette|dettes|impaye|impayes|doit|doivent|paie ses|paye ses|somme due|retard de paiement|creance)
c est (pour|au sujet d|a propos d|concernant) ~ (dette|dettes|impaye|impayes|retard de paiement|mauvais payeur|argent qu)
(au sujet|a propos) (de|d) (sa|ses|son|leur|leurs|un|une|la|l) (dette|dettes|impaye|impayes|retards?|ardoise)
(j ai|nous avons|on a) (deja )?(appele|prevenu|contacte|informe|parle a|parle avec|dit a|alerte) (votre|vos|a votre|a vos|au) (banque|banquier|clients|client|voisin|voisins|concurrent|concurrents|fournisseurs|femme|mari|salaries)
(vos|votre) (concurrent|concurrents|voisin|autre client|client) ~ (a aussi|doit aussi|est aussi en retard|m a dit que vous|a les memes impayes|ne paie pas)
(en difficulte de paiement|en cessation|au bord du depot) ~ (savez|saviez|courant|dites)
(prevenez|informez|avertissez|previens) (le|la|lui|les) ~ (impaye|impayee|impayes|dette|doit|retard)
(?<!vous )(nous|me) (doit|doivent) (de l argent|encore|une somme|beaucoup)
(saviez vous|vous savez) (que )?(votre|il|elle|l entreprise|la societe) ~ (doit|dette|impayes|paie plus|paye plus|faillite)
""",
    Intent.INSULT: """
(escroc|escrocs|voleur|voleurs|voleuse|menteur|menteuse|menteurs|imbecile|imbeciles|idiot|idiote|idiots|cretin|cretins|abruti|abrutis|connard|connards|connasse|salaud|salauds|salopard|minable|minables|guignol|guignols|clown|clowns|charlot|charlots|charlatan|voyou|voyous|bouffon|bouffons|parasite|parasites|debile|debiles|crapule|ordure|tocard|tocards|pourri|pourris|branleur|branleurs|branquignol|branquignols|rigolo|rigolos|couillon|truand|magouilleur|magouilleurs|arnaqueur|arnaqueurs|enfoire|enfoires|bandit|bandits|blaireau|nullard|lache|incapable|incapables|incompetent|incompetente|incompetents)
(pauvre|sale|espece de|gros|petit|bande d|bande de) (type|con|conne|cons|tache|minable|mec|gars|tetes|naze|nazes|bras|nuls?|d)
(vous|tu|t) (etes|es) (vraiment |completement |tous |qu |un |une |des |bien |trop |quand meme )*(nul|nuls|nulle|con|cons|conne|bete|betes|stupide|stupides|ridicule|ridicules|pitoyable|pitoyables|malhonnete|malhonnetes|lamentable|lamentables|demeure|naze|nazes|pathetique|pathetiques|fou|folle|malade|malades)
(va|allez) (vous |te )?(faire|vous faire|te faire) (foutre|voir|cuire)
(ta gueule|fermez la|ferme la|merde a vous|de merde|vous me faites chier|me faites chier|fait chier)
(vous vous|tu te) (foutez|fous) de (moi|nous|ma|notre|la)
(foutage de gueule)
""",
    Intent.BLAME: """
(vous auriez|vous aurez|il aurait|tu aurais|vous n auriez) (du|mieux|pas du|fallu|pu)
(c est|tout est) (de )?votre (faute|probleme)
(ce n est|c est|ca n est|ca c est) (pas |vraiment pas )?(mon|notre) (probleme|affaire|service|souci|ressort|travail|boulot)
(ca|cela) ne (depend|releve|concerne) pas (de )?(moi|mon|me)
(toujours|encore) (la |les |une |des |cette |ces )?(meme |memes )?(excuse|excuses|chanson|histoire|histoires|pretexte|pretextes|refrain|rengaine|salades)
comme (d habitude|par hasard|a chaque fois|toujours)
(ca|cela) fait (dix|10|cent|100|vingt|trente|mille|trois|quatre|cinq|3|4|5|des|dix mille) (fois|mois que vous|semaines que vous|ans que vous)
(vous vous|tu te) (moquez|moques|payez ma tete|payez notre tete|fichez) ?(de)?
(calmez vous|du calme|on se calme|ne vous enervez pas|baissez d un ton|restez poli)
je (ne vous|vous) crois (pas|plus)
(pas|peu) (tres |vraiment |du tout )?(serieux|serieuse|professionnel|correct|honnete|sympa)
(inadmissible|inacceptable|scandaleux|honteux|lamentable|ridicule|intolerable|une honte|se moque du monde|se moquer du monde)
vous ne (tenez|respectez|faites|repondez|payez|savez) (jamais|pas (vos|votre|un|de|la)|rien|aucun|aucune)
(on|je|nous) ne (peut|peux|pouvons) (pas|plus|jamais) (compter sur|faire confiance|se fier|vous croire|vous faire confiance|croire)
(eh bien|et bien|alors|ben|bah) (partez|allez y|allez voir|au revoir|tant pis)
vous n (avez|aviez|avez meme) (qu a|meme pas|jamais|pas a|pas meme)
(j en ai|on en a|j ai) (marre|assez|ras le bol|plein le dos)
(il )?fallait (y |me |nous |le |vous |pas |prevenir|anticiper|penser|reflechir|mieux)
(bon vent|la bonne blague|vous rigolez|vous plaisantez|c est une blague|arretez vos|arretez votre|a d autres|mon oeil|n importe quoi|bien pratique)
vous abusez
(menez|mene|mener) en bateau
(un peu|trop) facile
(pas|guere) (tres |vraiment )?(correct|correcte|elegant|fair play)
(me|nous|pour) (prenez|prend|prends|prendre) pour (un|une|des|votre)
vous mentez
vous (me |nous )?(racontez|cherchez) (n importe quoi|des histoires|des excuses|a gagner du temps|la petite bete|des salades)
(apprenez|sachez) a (gerer|payer|tenir|compter|vous organiser)
quand on (ne peut|n a|peut|sait|est) (pas|plus) ~ (on|commande|paye|achete)
(mauvais|mauvaise) (payeur|payeurs|foi|volonte|gestion)
""",
    Intent.SILENCE: """
(silence|je me tais|je garde le silence|je laisse un silence|je laisse un blanc|je ne dis rien|j attends sans parler|long silence)
""",
}
"""Patterns of pressure; a pattern is read as those of ``lexicon``."""
