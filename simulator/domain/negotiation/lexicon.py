"""How intents are said in French on the phone: one pattern a line, on words without accents.

``*`` ends a word freely, ``~`` stands for up to four words, ``(a|b)`` is a choice, ``(a )?`` may be
missing. A line that starts with ``?`` is a weak sign: it counts only when the moment calls for it.
"""

# ruff: noqa: E501 - one pattern a line, read whole
from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.negotiation.intents import Intent
from simulator.domain.negotiation.lexicon_hard import HARD
from simulator.domain.negotiation.lexicon_more import MORE
from simulator.domain.negotiation.lexicon_press import PRESS
from simulator.domain.negotiation.lexicon_spoken import SPOKEN

_PAY = "(regler|payer|virer|solder|verser|effectuer|proceder|lancer|regulariser|debloquer|mandater)"
_PAID = "(reglement|paiement|virement|versement|cheque|solde|acompte)"
_BOSS = "(directeur|directrice|daf|gerant|gerante|dirigeant|dirigeante|patron|pdg|president)"

_SOFT: Mapping[Intent, str] = {
    Intent.GREETING: """
(bonjour|bonsoir|allo|enchante|enchantee)
comment allez vous
""",
    Intent.IDENTIFICATION: """
(?<! d )(ici|je m appelle|je me presente|moi c est|a l appareil) ~ (de|du|chez|service|societe|comptabilite|credit|compta)
je suis ([a-z]+ [a-z]+ )?(du|de la|chez|responsable|charge|chargee|credit) (service|societe|compta|comptabilite|credit|recouvrement|chez|[a-z]+)
(c est|ici) (la |le )?(compta|comptabilite|service [a-z]+)
(?<! d )(ici|je m appelle|je me presente) [a-z]+ [a-z]+
[a-z]+ [a-z]+ a l appareil
(service|departement) (client|clients|comptabilite|comptable|recouvrement|credit|credits)
(comptabilite|compta) (client|clients)
(je vous|je me permets de vous|vous) (appelle|contacte|telephone|joins|appeler) (de la part|au sujet|a propos|concernant|pour|car|suite)
(suis je|je suis|vous etes) bien (avec|chez|madame|monsieur|la|le|en charge)
(puis je|pourrais je|je voudrais|je souhaite|j aimerais|je souhaiterais|pourriez vous me|je cherche a) (parler|passer|joindre) (a|avec|au)
(?<! d )c est [a-z]+ [a-z]+ (d|de|du|chez)( la)? (alto|service|societe|maison|credit|compta|comptabilite|fournisseur)
en ligne avec
(je vous appelle|j appelle) (pour|afin de) faire (le|un) point
(credit manager|chargee? de recouvrement|responsable credit|responsable du recouvrement)
""",
    Intent.REFORMULATION: """
si (je|j ai) (vous )?(comprends|compris|ai|bien|suis|saisis|entends|resume|recapitule|vous)( bien)?
(je|donc je) (resume|reformule|recapitule|reprends)
(en|pour) (resume|resumer)
(autrement dit|en d autres termes|en clair|en gros|bref)
vous (me |m )?(dites|disiez|expliquez|indiquez) (donc )?(que|bien|qu)
vous voulez dire (que|qu)
(donc|alors) (pour vous|vous|le|la|l|votre|c est) ~ (c est (bien )?(ca|cela)|n est ce pas|exact)
c est bien (ca|cela|exact)
ce que (j entends|je retiens|je comprends|vous me dites)
(j ai bien compris|j ai bien note|dites moi si je me trompe|corrigez moi|arretez moi si)
si je ne me trompe (pas)?
""",
    Intent.EMPATHY: """
(je|on|nous) (vous |le |la |peux |tout a fait |parfaitement |bien )*(comprends|comprend|comprenons|comprendre|compatis|mesure|concois)
j (entends|imagine)( bien)?
(a votre place|de votre cote aussi)
(c est|ce doit etre|ca doit etre|ce n est|c est vraiment|ca n est|ce n est jamais|ce n est vraiment) (pas )?(tout a fait |vraiment |tres |bien |jamais |toujours )?(legitime|agacant|penible|comprehensible|facile|dur|difficile|evident|simple|desagreable|lourd|frustrant|rageant|stressant)
(desole|desolee|navre|navree) (de|pour|d|que|qu)
(merci|remercie) (de|pour|d) (me |votre |la |m )?(le |l |l avoir |avoir ete |avoir )?(dire|dit|franchise|confiance|transparence|prevenir|prevenu|honnete|honnetete|expliquer|explique|sincerite|parler|patience|cette franchise)
(votre|cette) (franchise|agacement|colere|inquietude|exasperation|embarras|sincerite|transparence)
vous avez (tout a fait |bien |entierement )?(raison|bien fait)
je (me doute|devine|imagine) (bien )?(que|combien|a quel)
(ce que|la periode que) vous (vivez|traversez|subissez)
(n est|c est) (pas|jamais) (simple|facile|evident)
je (sais|vois) (que|bien) ~ (difficile|complique|tendu|tendue|facile|dur|periode)
(courage|je suis de tout coeur|ca arrive a tout le monde|ca arrive)
je (tiens|suis attache|suis attachee) a (notre|cette|la) relation
""",
    Intent.AMOUNT: """
(la|une) (totalite|somme|moitie)
l (integralite|ensemble|echu)
(le|du|quel|ce|un|au|sur le) (montant|solde|principal|total)
(un tiers|le tiers|les deux tiers|un quart|le quart|combien)
tout (l echu|le retard|regler|payer|solder)
(de|d) quelle somme
""",
    Intent.DATE: """
(quelle|une|cette|la|a|par) date
(quel|un|le) jour
(pour|vous|depart|part|partira|virement|reglement|paiement) quand
quand (le|la|est ce que|pouvez|allez|comptez|pensez|pourrez|partira|part|sera|serez|aura|aurai|reglez|payez|doit|passera|est ce)
""",
    Intent.MEANS: """
(virement|virements|prelevement|prelevements|cheque|cheques|lcr|carte bancaire|carte|cb)
(virer|virez|vire)
(par|quel|quels) (quel )?(moyen|mode) (de paiement|de reglement)?
lettre de change
(lien|par) de paiement
""",
    Intent.SIGNATORY: f"""
qui (donc )?(signe|signera|valide|validera|decide|autorise|tranche|arbitre|confirme|va signer|peut|pourrait|doit|remplace|la remplace|le remplace|assure)
qui (a|est ce qui a|aurait) (le pouvoir|la signature|la main|delegation|autorite)
(signataire|signataires|decideur|decideuse|decisionnaire|remplacant|remplacante|suppleant|interim)
(la|seconde|deuxieme|sa|votre|double|prochaine) signature
(signe|signee|signer|valide|validee|valider|confirme|confirmee) (par|de la main) (le|la|votre|m|monsieur|madame|un|une)
(bon a payer|feu vert|pouvoir de signature|delegation de signature)
(votre|le|la|au|du|a la|avec le|avec la|a votre|avec votre) {_BOSS}
(en|pendant) (son|cette|leur) absence
qui (s en|est ce qui s en|peut s en|s) (charge|occupe|occuper)
(me|le|la) passer
qui (d autre|dois je|puis je|est le|est la|est ce)
aupres de qui
""",
    Intent.REFERENCE: """
factur*
bons? de (livraison|commande)
(contrat|devis|conditions generales|cgv|releve|releves|grand livre|accuse de commande|accuse de reception|avoir numero)
(numero|reference|references)
""",
    Intent.PROOF: """
(une|la|aucune) trace (de|du|d)
(scanner|scannez|scan)
ordre de virement
(faites|fais) moi (suivre|passer|parvenir)
(preuve|preuves|justificatif|justificatifs|attestation|attester|piece|pieces)
avis (d execution|d operation|de virement|d ecriture|de debit|d envoi|bancaire)
(les|des) photos
(copie|scan|photo|photos|capture) (de|du|d|des|ecran)?
(envoyez|envoyer|transmettez|transmettre|adressez|adresser|faire suivre|avez vous|auriez vous|existe t il|reste t il|y a t il|recevoir|montrer) ~ (ecrit|document|documents|devis|bon|mail|courriel|ordre|contrat|releve|bordereau|kbis|situation|acte)
(verifier|verifie|verifions|verifiez|controler|pointer|pointe|pointons|rapprochons|rapprocher|contre appel|rapprochement)
(statut|numero) (de |du |d )?(cheque|mandat|depot|chorus|suivi|sur)
(contre appel|rappelez nous au numero)
""",
    Intent.REQUEST: f"""
(pouvez|pourriez|allez|voulez|comptez|pensez|souhaitez|pourrez) vous ~ {_PAY}
(pouvez|pourriez|allez|pourrez) vous ~ (faire|mettre|inscrire|passer|programmer|prevoir|ajouter) ~ ({_PAID[1:-1]}|campagne|en paiement|liste)
vous (pouvez|pourriez|allez|pourrez|comptez|pensez) ~ {_PAY}
vous (pouvez|pourriez|allez|pourrez) ~ (faire|lancer|passer) ~ {_PAID}
(merci|pensez|priere) (de|d|a) (bien vouloir )?(me |nous )?{_PAY}
je (vous )?(demande|prie) ~ ({_PAY[1:-1]}|{_PAID[1:-1]})
(j attends|j ai besoin|il me faut|il nous faut|je souhaite|je voudrais|j aimerais|je compte sur|je vous demande) ~ {_PAID}
(j attends|j ai besoin|il me faut|il nous faut|je souhaite|je voudrais|j aimerais) que vous ~ (regliez|payiez|soldiez|versiez|viriez)
quand ~ (regler|payer|virer|verser|reglez|payez|solder|{_PAID[1:-1]})
(quelle date|quel jour) ~ (regler|payer|virer|verser|solder|{_PAID[1:-1]})
(reglez|payez|virez|versez|soldez|programmez|regularisez) (moi|nous|le|la|les|l|au|tout|d|ce|cette|cela|ca|vous)
(sont|est|seront|sera) (t )?(elle|elles|il|ils) ~ (programmee|programmees|prevue|prevues|programme|prevu|saisie|saisies|inscrite|inscrites|mandatee|mandatees|lancee|payee|payees)
(mise|mettre|mettez) en paiement
(que|combien|quel montant|quelle somme|quelle part|qu est ce que) ~ (pouvez vous|vous pouvez|pourriez vous) ~ ({_PAY[1:-1]}|faire|aujourd|mettre)
on (retient|note|cale|fixe|part sur|dit) ~ (le|la|quel|quelle|lundi|mardi|mercredi|jeudi|vendredi|demain|date)
(on|nous) (peut|pouvons|pourrait) (fixer|retenir|caler|noter|convenir)
(quelle date|quel jour) ~ (retenir|retenons|note|noter|retient|fixer|caler)
(dans|sur) (la|votre) (prochaine )?(campagne|liste)
il (faudrait|faut|faudra) (vraiment |maintenant |absolument |nous |me |le |la |les )*(regler|payer|solder|verser|virer|regulariser)
(souhaitons|voulons|souhaite|veux|voudrais|aimerais|serai|serons|serais) (bien )?(etre )?(paye|payes|payee|regle|regles|reglee)
(compte|comptons) sur (un|votre|le) (reglement|paiement|virement)
""",
    Intent.PLAN: """
(echeancier|echeanciers|echelonner|echelonnement|echelonnons|etaler|etalement|etalons|moratoire)
en (deux|trois|quatre|cinq|six|2|3|4|5|6|plusieurs) (fois|versements|mensualites|echeances|mois|temps|paiements)
(mensualite|mensualites|tous les mois|chaque mois|par mois)
plan (de|d) (reglement|apurement|paiement|remboursement)
(un|ce|votre|notre|ton|le) plan
(un|votre|cet|d|l|premier|1er) (acompte|versement)
(puis|et|ensuite) ~ (le reste|le solde|le restant|le complement)
(le|du) (solde|reste|restant|complement) ~ (le|en|dans|fin|sous|mois|semaines|jours)
(deux|trois|quatre|cinq|six|2|3|4|5|6) (fois|versements|mensualites|echeances) (de|d|egales|egaux)
(moitie|tiers) ~ (moitie|reste|solde|tiers)
fractionn*
""",
    Intent.CONCESSION: """
(je|on|nous) (vous |peux |peux vous |peut vous |vais vous |veux bien vous )?(fais|fait|faire|faisons) (une |un |cadeau |des |le |petit )*(geste|remise|rabais|cadeau|ristourne|effort|delai|credit)
(je|on|nous|j) (vous |veux bien |veux bien vous |peux |peux vous |vais |vais vous |peut |peut vous |pouvons vous |peux bien vous )?(accorde|accordons|accorder|offre|offrir|annule|annuler|supprime|supprimer|abandonne|abandonner|enleve|enlever|consens|efface|effacer|oublie|oublier|renonce|renoncer) ~ (penalite|penalites|frais|remise|rabais|geste|delai|mois|jours|interets|reste|indemnite|dette|facture|difference|avoir|ristourne|temps|cadeau|solde)
(geste|effort) commercial
(passe|passer|passons) l eponge
(je|on) (vous )?(donne|laisse|accorde) (encore|un mois|deux mois|trois mois|quinze jours|une semaine|deux semaines|du delai)
(on|je) (peut|peux|vais|va) (bien )?(decaler|repousser|reporter|rallonger)
je vous fais [0-9]+ (%|pour cent)
(on|je) (laisse|laisser|laissons) tomber
(je|on) (vous |peux vous |vais vous |peut vous |veux bien vous )?(laisse|laisser) (encore|jusqu|un|deux|trois|le temps|du temps|30|60|quinze|15|90)
(d accord|ok|va|entendu|soit) pour (un|deux|trois|six|quatre vingt|soixante|trente|douze|dix|vingt|[0-9]+) (mois|jours|semaines|jours fin|%|pour cent|de plus|dix jours)
(un|deux) (mois|semaines) de plus
sans (penalite|penalites|frais|interets)
(je|on) (baisse|ramene|reduis|divise) ~ (prix|facture|dette|montant|somme)
(payez|reglez) (quand|lorsque) vous (pouvez|pourrez|voulez)
(tant pis|on oublie) ~ (penalites|reste|solde|frais|interets|difference)
(debloque|relache|libere) (quand meme|la commande|les livraisons|tout)
(je|on) (livre|vous livre|expedie) (quand meme|tout de suite|sans attendre|d abord|la commande)
""",
    Intent.CONDITIONAL: f"""
si vous (me |nous |m |en |le |la |les |l )?(reglez|payez|versez|virez|soldez|signez|envoyez|confirmez|faites|pouvez|donnez|acceptez|respectez|tenez|lancez|passez|mettez|apportez|fournissez|garantissez|commencez|adressez|ramenez|engagez|vous)
si (le|la|les|l|un|cet|votre|j ai|je recois|nous recevons|nous avons|on a|on recoit) ~ (virement|acompte|reglement|paiement|fonds|preuve|principal|versement|avis|garantie|caution|plan|somme|arrive|arrivent|part|tenu|tenue|tenus|signe|echeance)
a (la )?(seule )?condition (que|qu|de|d|expresse)
sous (reserve|condition)
(en|comme) (echange|contrepartie|retour)
(contre|moyennant) ~ ({_PAID[1:-1]}|garantie|preuve|engagement|caution|signature|avis|date)
(des|aussitot|sitot) (que|lors que|qu|reception|lors qu) ~ ({_PAID[1:-1]}|avis|preuve|fonds|argent|garantie|recu|credite|recois|arrive)
(donnant donnant|pourvu que|a charge pour vous)
il (me |nous )?suffit (de|d|que) ~ ({_PAID[1:-1]}|avis|preuve)
""",
    Intent.REFUSAL: """
(je|nous|on) (ne |n )?(peux|pourrai|pourrais|saurais|pouvons|peut|puis|suis|veux|vais|serai|dois|crois) (malheureusement |vraiment |donc |simplement |absolument )?pas (vous |me |nous |y |le |la |l |en |malheureusement |aller |me permettre de |en mesure d |en mesure de |d )?(accepter|accorder|valider|consentir|suivre|attendre|descendre|faire|prendre|signer|donner|laisser|aller|permettre|annuler|livrer|autorisee?|accord|accordee?|possible|oui|debloquer|deduire|porter|etre votre banquier|servir|offrir|vous|repousser|m engager|augmenter|rallonger)
(ce n est|c est|ca n est|ca ne sera|ce ne sera) (malheureusement |vraiment |donc )?pas (possible|acceptable|envisageable|recevable|tenable|negociable|jouable|une option)
(c est |ce serait )?(impossible|hors de question|exclu)
je (refuse|decline|dois refuser|dois dire non|suis obligee? de refuser|vous dis non|suis contraint* de refuser)
(pas|n est pas) (envisageable|recevable|acceptable)
(beaucoup )?trop (long|longue|loin|tard|faible|bas|peu)
(je|nous) n (accepte|acceptons) pas
non (je|ce|c|merci|desole|desolee|pas)
je dois m (y|en) tenir
ma reponse est non
(vous )?(dire|dis) non
(au regret|pas autorise|pas autorisee|pas habilite|pas habilitee|pas en mesure)
(n accepterai|n accepterons|n acceptera) pas
non negociable
""",
    Intent.ARGUMENT: """
(penalite|penalites)
(indemnite|indemnites) (forfaitaire|de|d|pour|legale)
(interets) (de retard|moratoires)
(escompte|trois fois le taux|taux bce|taux legal|taux directeur)
(coute|coutent|cout|couts|couter) ~
(frais (financiers|de portage)|agios)
(code de commerce|article l|l 441|la loi|loi lme|plafond legal|legal de|legalement|soixante jours|60 jours)
(nos|les|vos|mes) (conditions|engagements|accords)
(contractuel|contractuelle|contractuelles|au contrat|le contrat prevoit|prevoit)
(l |notre |mon |votre )(assureur|assurance credit|assureur credit)
(notre|ma|de la) (tresorerie|marge)
(vous avez|vous etes) (bien )?(signe|ete livre|ete livres|livre|recu|receptionne)
""",
    Intent.GUARANTEE: """
(garantie|garanties|garantir|garant|garants|caution|cautions|cautionnement|cautionner|aval|avaliser|avalisee|nantissement|nantir|gage|surete|suretes)
(delegation|cession) (de|d|parfaite) (paiement|creance|creances|dailly)?
reserve de propriete
(lettre d intention|lettre de confort|premiere demande|hypotheque|depot de garantie|maison mere|traite acceptee|lcr acceptee|cession dailly)
""",
    Intent.SOLUTION: """
je (vous |le |la |les |vous la |vous le |vous l |vous les |l |m |nous )?(renvoie|envoie|transmets|corrige|rectifie|etablis|reedite|depose|redepose|reemets|debloque|regularise|refais|fais|demande|ouvre|traite|lance|prends|mets|met|adresse|ferai|enverrai|vais) ~ (facture|duplicata|suivre|parvenir|necessaire|avoir|corriger|corrigee|conforme|correction|releve|bon|bl|charge|sav|litige|dossier|relation|pieces|justificatifs|copie|documents|intervenir|technicien|calcul|rectificative|portail)
je m en (occupe|charge)
(on|nous) (corrige|corrigeons|regularise|rectifie|rectifions|arrange|resolvons|envoie|envoyons|depose|deposons) ~
(l |votre |un |notre |cet )avoir ~ (sera|part|partira|est|etabli|emis|ce soir|demain|credite|aujourd)
(technicien|service apres vente|sav) ~ (passe|passera|vient|viendra|intervient|appelle|contacte|interviendra|rappelle)
(organisons|organiser|caler) ~ (rendez vous|reunion|point|echange|rencontre)
(chercher|trouver|trouvons|cherchons|construire|construisons|chercher ensemble) ~ (solution|solutions|accord|ensemble|arrangement)
je (vous )?(fais|ferai|ferons) (l|votre|un|cet) avoir
je (vais )?(demander|demande) (a|au) ~ (logistique|depot|service|technicien|commercial|expedition|transporteur)
(je|on|nous) (traite|traitons|regle|reglons) (votre|cette|ce|le|la) (reclamation|probleme|litige|souci|demande)
(faire|fais) (partir|intervenir|corriger|rectifier|debloquer|etablir)
""",
    Intent.ESCALATION: f"""
(mon|ma|notre|nos) ({_BOSS[1:-1]}|direction|responsable|chef|superieur|superieure|hierarchie|service juridique|service contentieux|credit manager|directions)
(remonte|remonter|remontons|remonterai|j en refere|en referer|je refere)
(direction|directeur|directrice) (commerciale?|generale?|financiere?|juridique|des achats)
(daf a daf|niveau superieur|au dessus|n 1|comite de credit|service contentieux|service juridique)
(rendez vous|reunion|rencontre|visio|point) ~ ({_BOSS[1:-1]}|direction|directions|achats)
(je|on) passe ~ (dossier|main) (a|au)
""",
    Intent.CLOSING: """
(nous|on) (disons|dit|recapitule) donc
(on est|nous sommes|nous voila|on se met|donc) d accord (donc|sur|pour)?
(c est|je) (le |la |donc |bien )?(note|convenu|entendu|enregistre)
on (fait|part|reste) (comme ca|la dessus|sur ca|ainsi|sur cela)
((tres )?bonne|excellente|belle) (journee|soiree)
je retiens (cette|la|donc|le)
on fait ainsi
(bonne (journee|soiree|fin de journee|apres midi|continuation)|au revoir|bon week end|a bientot)
(marche|affaire) conclue?
(a) (lundi|mardi|mercredi|jeudi|vendredi|demain) (alors|donc|sans faute)
""",
    Intent.RECAP: """
(par|un|de|le|d un|mon|ce|petit) (mail|courriel|ecrit|recap|recapitulatif|compte rendu|message de confirmation) ~ (recap*|confirm*|apres|tout de suite|dans|reprenant|reprend|accord|immediatement|aujourd|ce)
(confirme|confirmer|confirmez|confirmons|confirmerai|recapitule|recapituler|resume|formalise|formaliser|acte|acter) ~ (par|un|de|d un|au|ce|cela|ca|nos|notre|tout) (ecrit|mail|courriel|ecrits|mails|message|accord|echange)
je (vous )?(l ecris|le confirme|ecris|envoie un mail|mets ca par ecrit|mets par ecrit|le mets par ecrit|vous confirme)
(vous )?(envoie|envoyer|adresse|adresser|ecris|ecrire|fais|faire|enverrai|recevez|recevrez|recevoir) ~ (recap|recapitulatif|confirmation|accord|protocole|mail|courriel|compte rendu|echeancier)
(trace ecrite|noir sur blanc|par retour de mail|par retour de courriel|mettre par ecrit|met ca par ecrit|mets par ecrit|mettons par ecrit)
""",
    Intent.WAIT: """
j attends (votre|son|ton|leur|de vos|de ses) (retour|appel|reponse|rappel|nouvelles|coup)
je (vous |la |le )?(rappelle|rappellerai|rappelerai) (plus tard|a son retour|quand|le mois|la semaine|dans (quelques|un|une|deux|trois)|un autre|a l occasion)
(tenez|tiens) moi au courant
(on|nous) (verra|voit|verrons|voit ca|en reparle|s en reparle|en reparlera) ~
(quand|des que|lorsque|sitot que) (vous|tu|ce|il|elle) (le |la |sera )?(pouvez|pourrez|pourra|peut|peux|possible|voulez)
je (vous )?laisse (voir|faire|tranquille|regarder|gerer|vous organiser|en paix|travailler)
(rien ne presse|il n y a pas (d urgence|le feu)|pas d urgence|sans urgence|aucune urgence)
prenez (tout )?(votre|le) temps
je (compte sur vous|vous fais confiance|patiente|patienterai|vais patienter|vais attendre|peux attendre|m excuse de vous deranger)
(desole|desolee|excusez moi|pardon|navre|navree) (de|d|pour) (vous|le|la|avoir) ~ (deranger|derange|derangement|appeler|importuner|relancer|appel)
(ca|cela) peut attendre
quand vous (aurez|avez|trouverez) (un moment|le temps|une minute|un instant)
(faites|fais) au mieux
(que |d accord )?vous me (rappelez|rappellerez|tenez au courant)
(un de ces jours|un de ces quatre|a l occasion)
(d accord|tres bien|ok|bon|entendu) (j attend|j attends|je patiente|merci|au revoir|je rappellerai|on attend|a bientot|bonne journee)
ce n est pas (grave|urgent|presse)
""",
}

_FIRST = {**_SOFT, **HARD}
PATTERNS: Mapping[Intent, str] = {
    intent: lines + "".join(more.get(intent, "") for more in (MORE, PRESS, SPOKEN))
    for intent, lines in _FIRST.items()
}
"""Every pattern; ``hearing`` compiles them once."""
