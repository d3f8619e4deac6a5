"""Turns of phrase of people who speak and type fast: no « il », the question last, « si… je… »."""

# ruff: noqa: E501 - one pattern a line, read whole
from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.negotiation.intents import Intent

_PAY = "(regler|payer|virer|verser|solder|regulariser|debourser|rembourser)"
_PAID = "(reglement|paiement|virement|versement|acompte|cheque)"
_GIVE = "(relance|reprends|debloque|libere|livre|leve|maintiens|renonce|oublie|efface|accorde|accepte|enleve|expedie|remets|rouvre|reouvre|retire|patiente|attends|laisse|passe l eponge|fais partir|fais livrer)"
_AGENTS = "(fisc|impots|urssaf|police|gendarmes|presse|journalistes?|inspection du travail|dgccrf|huissiers?)"

SPOKEN: Mapping[Intent, str] = {
    Intent.REFORMULATION: """
(donc|du coup|en fait|finalement) (vous|ils|elle|il|on vous) (?!reg|pay|sol|vers)[a-z]+(iez|ait|aient)
j entends (bien |donc )?(que|qu)
(vous|tu) (etes|es) (donc |juste |simplement )*en train de (me )?dire
^ (donc|du coup|en fait|finalement|bref) (le|la|votre|ce|vos|l) (souci|probleme|blocage|sujet|point|difficulte|question|cause|retard|raison|frein)
""",
    Intent.EMPATHY: """
(a|ont|avait) du (vous |te )?(mettre|etre|faire|couter|peser|deranger|embeter|inquieter|surprendre|perturber|compliquer)
(ce|c) (que|qu) (vous a|on vous a|ils vous ont|vous ont|il vous a) fait
(ca|cela) (peut|pourrait) (tres bien |bien )?se (comprendre|concevoir|entendre)
(pas|n est pas|est pas) (tres |bien |vraiment |franchement )?(marrant|drole|facile|rose|reposant|agreable|confortable|gai|simple) (tout ca|pour|en ce moment|a vivre|tous les jours)
(ne )?(vous|t) en veux pas
""",
    Intent.DATE: f"""
({_PAY[1:-1]}|reglez|payez|virez|versez|soldez|part|passe|arrive|sera|recois|recevrai) ~ quand$
c est (prevu )?(pour )?quand
""",
    Intent.REFERENCE: """
(la|celle|votre) [0-9]{3,6} (elle|est|du|datee|passe|part|reste|echue|echoit|toujours|sera|n est)
""",
    Intent.REQUEST: f"""
(faudrait|faut|faudra|falloir|reste plus qu|reste qu) (voir |songer |penser |maintenant |vraiment |bien |quand meme |a |de |nous |me |le |la |les |tout )*{_PAY}
(pouvez|pourriez|pourrez|allez) vous (me |nous |m |deja )*(confirmer|garantir|assurer|annoncer|promettre) (un|le|votre|ce|l) {_PAID}
(va|allons|vais|pense|compte) (enfin |bientot )*etre (paye|payes|payee|regle|regles|credites?|rembourses?)
(possible|moyen) (d |de |d avoir )?(un |une |le )?(acompte|virement|reglement|paiement|versement|geste|effort)
""",
    Intent.PLAN: """
tous les ([0-9]{1,2}|premiers?|debuts?|fins?|lundis?|quinze)( du| de| mois|$)
(coupe|couper|coupons|decoupe|partage|partager|partageons|divise|etale|etaler) (ca |cela |la somme |le tout )?(en|sur) (deux|trois|quatre|cinq|six|plusieurs|[0-9]+)
[0-9 ]+(€ |euros )?(maintenant|tout de suite|aujourd hui|demain|cette semaine|a la fin du mois|en [a-z]+|le [0-9]+) (et |puis )*[0-9 ]+(€ |euros )?(maintenant|ensuite|apres|plus tard|en|le|dans|au|fin)
""",
    Intent.CONDITIONAL: f"""
(si|des que|quand|une fois que|lorsque|le jour ou) ~ (arrive|tombe|part|passe|rentre|sont|est|recu|signe|credite|la|demain|lundi|mardi|mercredi|jeudi|vendredi) (je|on|nous) (vous |le |la |les |vous les |vous la )?{_GIVE}
(je|on|nous) (vous |le |la |les )?{_GIVE} ~ (des que|une fois que|aussitot que|quand) ~ (arrive*|tombe*|part|partis?|passe*|rentre*|recu*|credite*|sur notre compte|est la|sont la)
(quand|des que|une fois que|lorsque) ~ (virement|reglement|paiement|acompte|argent|fonds|cheque) (est|sera|arrive|arrivera|aura) ~ (je|on|nous)
(vous|tu) (me |m |nous )?(envoyez|payez|versez|signez|faites|virez|reglez|donnez|confirmez) ~ (et|puis) (moi |nous )?(je|on|nous)
(ok|d accord|oui|entendu|bien|soit) ~ mais (il (me|nous) faut|j ai besoin|je veux|avec|contre|seulement|d abord|vous)
""",
    Intent.SOLUTION: """
(vais|va|allons|peux|peut) (vous )?(faire|emettre|etablir|editer|refaire|sortir) (l|un|une|votre|cet|le|la) (avoir|duplicata|note de credit|facture)
(appelle|rappelle|contacte|previens|interroge|relance|demande a|vois avec|verifie avec) (tout de suite |de suite |directement )*(notre|nos|mon|le|la|les|a la|au|l) (transporteur|depot|logistique|expedition|qualite|sav|technicien|technique|service|magasin|atelier|commercial|comptabilite|usine|entrepot|adv|administration)
""",
    Intent.ILLEGAL_THREAT: f"""
(mettre|mets|mettrai|mettons|envoie|envoyer|pousser|pousse) (directement |tout droit )?(en|a la|au) (liquidation|faillite|redressement judiciaire|depot de bilan)
(je|on|nous) ~ (debarqu*|rappliqu*|me pointe|me pointer) (chez|dans|devant|a|en) (vous|vos|votre|toi|force|plusieurs)
{_AGENTS} ~ (debarqu*|rappliqu*)
""",
    Intent.BLAME: """
(toujours|encore|a chaque fois) (pareil|la meme chose|le meme cirque|le meme probleme)
""",
    Intent.CLOSING: """
(parfait|super|nickel|entendu|tres bien|ok|d accord|voila) je vous (rappelle|recontacte|remercie|souhaite|confirme|dis a)
(on|nous) (fait|part|reste|faisons|partons) (comme|sur ce qu|sur ce que) (on|nous|vous|convenu|prevu|dit|promis)
""",
    Intent.IDENTIFICATION: """
(bonjour|bonsoir|salut|allo) ([a-z]+ ){1,4}?(de chez|du service|de la compta|de la comptabilite|du credit|de la societe)
""",
    Intent.REFUSAL: """
(ne bouge|ne bougerai|ne bouge plus|bouge|ne cede|ne lache|ne lacherai) (pas|rien)
(on|je|nous) (ne )?(va|vais|allons|pourra|pourrai) (vraiment |toujours )?pas (y arriver|s entendre|pouvoir|s en sortir|aller plus loin)
(reponse|position|decision) (ne )?(changera|change|bougera|bouge) (pas|plus)
au dessus de mes moyens
""",
    Intent.ESCALATION: """
(nos|les) (deux |2 )?(directeurs?|directions|patrons?|responsables|dirigeants|chefs) ~ (se parlent|se parler|s appellent|se voient|se rencontrent|echangent|s expliquent)
""",
    Intent.SIGNATORY: """
(faut|besoin|voudrais|veux|donniez|donnez|donner|avoir|quel|quelle) ~ (un nom|le nom|un interlocuteur|un responsable|le responsable|la bonne personne)
""",
    Intent.PROOF: """
(besoin|me faudrait|me faut|voudrais|attends|aimerais) (avoir )?(de |d |du |d un |le |la |les |un |une |votre |vos )*(bon de (livraison|commande)|bl|avis|rib|kbis|releve|accuse de reception|ordre de virement|bordereau)
""",
    Intent.WAIT: """
je (re)?(passerai|rappellerai|tenterai|appellerai|verrai|essaierai) (plus tard|une autre fois|un autre jour|un de ces|quand|a l occasion)
j attends (que|de voir|la suite|un signe) ~ (bouge|avance|arrange|change|passe|voir|suite|decante|signe)
""",
    Intent.CONCESSION: """
(oublions|effacons|annulons|laissons tomber|laissons de cote|passons sur) (donc |pour cette fois )*(les|vos|ces|la|le|toutes) ~ (penalites|frais|interets|indemnites?|agios|reste|difference)
""",
    Intent.ARGUMENT: """
(payables?|exigibles?|dues?) (a|sous|au) [0-9]+ jours
(est|sont|marque|ecrit|prevu|inscrit) (bien |noir sur blanc )?(dans|sur|au) (le |la |nos |les |votre |notre )*(contrat|cgv|conditions|conditions generales)
""",
    Intent.CONSEQUENCE: """
(commandes?|livraisons?|expeditions?) (partiront|partira|seront|sera|passeront|se feront|se fera) (desormais |plus que |que )*(contre (paiement|reglement)|apres (paiement|reglement)|comptant|payees? d avance)
""",
}
"""Patterns as those of ``lexicon``, of late November 2026, from one half of a blind set."""
