"""More ways to say each intent: broad turns of phrase, added to those of ``lexicon``."""

# ruff: noqa: E501 - one pattern a line, read whole
from __future__ import annotations

from collections.abc import Mapping

from simulator.domain.negotiation.intents import Intent

_ME = "(je|on|nous|j)"
_PAY = "(regler|reglez|regliez|payer|payez|payiez|virer|verser|versez|solder|soldez|soldiez|regularisez|regulariser|regularisiez|debloquer|debourser)"
_PAYING = "(paiement|reglement|versement|virement|acompte|cheque)"

MORE: Mapping[Intent, str] = {
    Intent.GREETING: """
(rebonjour|salut|coucou|bonne annee|mes hommages|madame bonjour|monsieur bonjour)
""",
    Intent.IDENTIFICATION: """
mon nom est
(je|j) (travaille|suis) (pour|chez|au service|dans la societe) (la |le |l |un )?[a-z]+
je (represente|m occupe de (votre|ce|vos)|gere|suis votre (interlocut*|contact|fournisseur|charge|gestionnaire)|reprends (le|votre) dossier)
je (suis|serai) la personne qui
(je vous|je te) (joins|rappelle|recontacte|sollicite|telephone|appelle) (au sujet|a propos|concernant|pour|car|suite|parce|a la suite|comme)
(je fais suite|je reviens vers vous|je donne suite|on s est (parle|eu)|nous nous sommes (parle|eus))
(objet|motif|raison|sujet) de mon appel
(c est|il s agit) (au sujet|a propos|de la part|concernant)
(je|j) (souhaite|voudrais|desire|aimerais|cherche) ~ (parler|m entretenir|joindre|echanger|discuter) ~ (a|avec|au|le|la)
(vous etes|etes vous|c est) (bien )?(vous|la personne|le responsable|la responsable) (qui|en charge|chargee?|des)
(suis je|je suis) (bien )?(en (communication|relation|ligne) avec|au (bon|service))
(ici|c est) (le|la|l) (pole|service|equipe|cabinet|societe|fournisseur|agence)
(moi c est|c est) [a-z]+ (du|de la|de chez) (service|societe|compta*|pole|maison|recouvrement|credit|[a-z]+ [a-z]+)
(societe|entreprise|maison) [a-z]+ (service|bonjour|a l appareil)
bonjour [a-z]+ [a-z]+ (du|de|chez|service|pour|a l appareil)
(vous parlez|vous etes en ligne) (a|au|avec)
""",
    Intent.REFORMULATION: """
si (je|j|on|nous) (vous |ne |vous ai )*(resume|resumons|reprends|comprend|comprends|saisi|saisis|entends|ai saisi|lis|ecoute|traduis)
(je|laissez moi|permettez moi de|que je|on|je vais) (reformule*|resume*|verifier que j ai|m assurer que j ai|recapitule*|redire)
(pour|afin d) etre (sur|sure|certain|certaine|clair|claire) (d|de|que|qu)
(en somme|en substance|en d autres mots|dit autrement|si je traduis|en fait vous|au fond vous|pour faire court)
(donc|alors|ainsi|ok|d accord|bon) (en fait )?(vous (me |m |n |ne |etes|avez|attendez|souhaitez|voulez|pensez|dites|cherchez|preferez|evoquez|parlez|craignez|ressentez|estimez)|votre (souci|probleme|difficulte|sujet|crainte|priorite|objection)|ce qui vous|le (vrai |seul |vrai )?(sujet|point|probleme|souci|blocage)|tout (depend|tient|vient)|c est (surtout|plutot|bien|uniquement|seulement|avant tout|votre))
ce que vous (m expliquez|me dites|dites|decrivez|voulez|souhaitez|attendez|craignez) (c est|la|donc|en fait)
(de )?ce que (je|j) (comprends|comprend|retiens|entends|note|ai compris|vois)
(vous )?(evoquez|m avez (dit|explique|parle|indique)|me parlez|parlez donc|etes en train de me|me faites comprendre|soulignez|mentionnez)
j en (deduis|conclus|retiens)
(j ai|je vous ai) bien (suivi|saisi|entendu|compris)
(on est|nous sommes) d accord que
(c est|est ce) (bien )?(ca|cela|exact|juste) (que|n est ce pas|non)
(dites moi|corrigez moi|arretez moi|reprenez moi) si (je|j)
le seul (point|souci|probleme|obstacle|frein)
""",
    Intent.EMPATHY: """
je (me mets|me suis mise?) a votre place
(je|on|nous) (vous )?(concois|concoit|partage|respecte|entends|ressens|sens|mesure|realise|devine) (votre|bien|tout|que|la|ce|votre|combien|parfaitement)
j (entends|imagine|apprecie|admets) (votre|que|bien|ce|la|votre|votre)
j apprecie (que|votre|beaucoup|vraiment)
(c|ce|ca|cela) (doit|devait|est|a du|a l air) (etre |vraiment |tres |sans doute |assez |bien |forcement )*(complique|compliquee|difficile|dur|penible|pesant|stressant|eprouvant|lourd|rude|delicat|inquietant|angoissant|enervant|frustrant|courageux|normal|comprehensible|humain|embetant|injuste|chaud)
(n a|n est) (vraiment )?(rien de|pas|jamais) (tres )?(facile|simple|evident|agreable|marrant|drole|confortable|rose)
vous avez (bien |tout a fait )?(raison|le droit|bien fait|toutes les raisons)
(c est|il est|tout a fait|bien) (normal|naturel|comprehensible|legitime|humain) (que|de|qu|d)
(votre|cette) (reaction|agacement|colere|inquietude|frustration|situation|mecontentement|remarque|position|deception|demarche|prudence) (est|me|se|je)
(je|nous) (vous )?(presente*|prie*|dois|devons) ~ excuse*
(toutes )?(mes|nos) (plus plates |sinceres )?(excuses|regrets|condoleances)
je (suis|me sens) (vraiment |sincerement |tres |bien |profondement )?(desole|desolee|navre|navree|confus|confuse|touche|touchee|sensible)
je regrette (que|de|sincerement|vraiment|ce|cette|l)
(merci|remercie) (d|de|pour|infiniment|beaucoup|sincerement)(a voir|avoir)? ~ (ete|dire|dit|franchise|confiance|honnetete|sincerite|clarte|expliquer|partager|explication|explications|franc|franche|clair|honnete)
(a|de) votre (place|ecoute|cote aussi)
(on|je) (sait|sais|voit|vois) (tous |bien |que )*~ (souffre|souffrent|mieux|pression|difficile|complique|effort|efforts|dur|fatigue|mal|tendu)
(passe|periode|moment|epreuve|situation|annee|mois) (tres |bien |assez )?(difficile|delicat|delicate|complique|compliquee|dur|dure|mauvaise|tendue|tendu|penible|rude)
(mauvaise|sale) (passe|periode)
(on a|j ai) (tous )?(deja )?(connu|vecu|traverse|ete dans) ~ (ca|cela|situation|cas|pareil|moments)
(prenez le temps|n hesitez pas a) ~ (expliquer|dire|parler|raconter)
(pas de panique|ne vous (inquietez|en faites|excusez) pas|rassurez vous|soyez rassure)
(je ne (vous )?juge|je ne veux (surtout )?pas vous (mettre|accabler|presser))
je compati*
ca me (touche|desole|peine)
(je reconnais|nous reconnaissons|j admets) (que|notre|l|cette|mon)
""",
    Intent.SIGNATORY: """
qui (chez vous|d autre|exactement|prend|prendra|libere|signe|donne|donnera|est habilite*|me confirme|me confirmera)
qui (va|doit|peut|peux) (me |le |la |donc )?(confirmer|signer|valider|decider|donner|prendre|trancher|autoriser|debloquer|liberer)
(c est|ce sera|est ce) vous qui (signez|decidez|validez|donnez|autorisez|liberez|prenez|tranchez)
(habilite|habilitee|autorise|autorisee) a (signer|valider|engager|vous engager|payer)
(personne|responsable) (qui|pour) (decide|signe|valide|tranche|autorise|decider|signer|valider)
(l accord|la validation|l aval|le visa|la decision|l ordre|le feu vert) (de|du|d) (la |votre |son |sa |le |l )?(direct*|ger*|patron*|chef*|president*|responsable|associe|daf|comptable|siege|acheteur|dirigeant*)
(votre|sa|le|la) (gerant|gerante|directeur|directrice|daf|patron|patronne|president|presidente|associe|associee|dirigeant|dirigeante|chef|responsable|directeur financier) ~ (signe|signer|valide|valider|accord|au courant|aval|donne|confirme|confirmer|decide|approuve)
(passez|mettez|donnez) moi (en relation avec |le nom de |le numero de )?(le |la |votre |un )?(responsable|directeur|directrice|patron|gerant|daf|chef|superieur|personne|decideur)
(avoir|rencontrer|parler a|parler avec|joindre) (le |la |votre |un |une )?(responsable|directeur|directrice|patron|patronne|gerant|gerante|daf|chef|superieur|decideur|personne qui decide)
(le nom|les coordonnees) (de la personne|du responsable|du signataire|de celui|de votre)
a qui (dois je|je dois|puis je|faut il|je peux|revient|appartient)
(pouvoir|delegation|droit) de (signature|signer|decision)
vous avez (une |la )?(delegation|signature|pouvoir)
""",
    Intent.PROOF: """
(justificati*|preuve*|recepisse|attestation*|bordereau*)
(montrez|envoyez|transmettez|adressez|fournissez|faites|donnez) (moi|nous) ~ (copie|document|confirmation|jugement|avis|ordre|ecrit|mail|releve|papier|photo|photos|scan|kbis|bordereau|rib|constat|rapport|reserves)
(pouvez|pourriez|pourrez) vous ~ (envoyer|transmettre|fournir|adresser|montrer|mettre par ecrit) ~ (copie|document|confirmation|jugement|avis|ordre|releve|papier|photo|photos|scan|reserve|reserves|rapport)
(il me faudrait|j aurais besoin|j aurai besoin|il me faut|je voudrais|je veux bien|j aimerais) ~ (preuve|justificatif|copie|document|ecrit|avis|confirmation de la banque|releve|attestation|trace)
(verifier|verifie|verifierai|controler|controle|confirmer|rappeler|rappelle|rappelons) ~ (rib|iban|coordonnees|banque|numero (connu|habituel|que)|bordereau|bon de livraison|signature|poids|chronotachygraphe)
(quelle|une|aucune|des|la) preuves?
(avez vous|vous avez|auriez vous|existe t il|reste t il|gardez vous) ~ (mail|ecrit|trace|photo|photos|copie|courrier|document|constat|reserve|reserves)
(par ecrit|noir sur blanc) (ce|cette|la|les|vos|votre|que|de votre)
""",
    Intent.REQUEST: f"""
{_ME} (attends|attend|attendons|reclame|reclamons|exige|exigeons|sollicite|demande|demandons|veux|voulons|souhaite|souhaitons|voudrais|voudrions|aimerais|compte|comptons) ~ ({_PAYING[1:-1]}|{_PAY[1:-1]}|etre paye*|solde|l argent|engagement|date de|une date|mon argent|notre argent|mon du)
{_ME} (ai|avons|a) besoin (de |d |que )~ ({_PAYING[1:-1]}|{_PAY[1:-1]}|argent|engagement|date|montant)
(il (me|nous) faut|il faudrait|il faut|il faudra) ~ ({_PAYING[1:-1]}|{_PAY[1:-1]}|une date|un jour|reglee?s?|payee?s?|soldee?s?|date precise|engagement)
(il est temps|c est le moment|le moment est venu) (de|d|que) ~ {_PAY}
(merci|veuillez|priere|pensez|je vous (invite|prie|encourage|demande)|vous (devez|devriez|etes prie*)) ~ ({_PAY[1:-1]}|{_PAYING[1:-1]}|necessaire|a jour)
(faites|faire) (partir|le necessaire|un effort|un geste|le virement|un virement|une proposition|moi une proposition|le point)
(donnez|proposez|fixez|indiquez|annoncez|dites) (moi|nous) ~ (une date|un jour|date|montant|quand|proposition|combien|echeance|delai)
(mettez|mettre|mettiez|remettez|remettre) ~ (a jour|en regle)
(payez|reglez|soldez|versez|virez) (deja|donc|au moins|d abord|tout|maintenant|immediatement|moi|nous|ce|la|le|les|au|ca|cela|ici|aujourd|avant|votre|vos|une|un|s il)
(pouvez|pourriez|allez|etes|comptez|voulez|seriez|accepteriez|acceptez|souhaitez|pensez) vous ~ ({_PAY[1:-1]}|en mesure de|faire un effort|verser)
vous (pouvez|pourriez|allez|comptez|pensez|voulez|serez en mesure de|seriez pret a) ~ ({_PAY[1:-1]}|mettre|faire partir|faire un virement)
(est il |c est |serait il |il est )?possible (de|d) ~ ({_PAY[1:-1]}|etre paye*|avoir (un|le) {_PAYING})
(quand|quel jour|a quelle date|combien|qu est ce que vous|que pouvez vous|que proposez|quelle somme) ~ (vous |nous |me )*({_PAY[1:-1]}|{_PAYING[1:-1]}|faire partir|proposez vous|serons nous paye*|serai je paye*|esperer)
(reste|restent) (a|encore a) (payer|regler|solder)
(je vous |j )?(rappelle|reclame) ~ (solde|du|paiement|reglement|somme|creance)
(engagez|engager|engagiez) ~ (date|montant|ferme|sur)
(j attends|nous attendons|on attend) (toujours |encore |donc |votre |le |un )*{_PAYING}
""",
    Intent.PLAN: """
(etal*|echelonn*|fractionn*|mensualis*|moratoire*|apurement)
(lisser|lissons|lisse|decouper|decoupons|repartir|repartissons|echelonner|diviser) ~ (somme|dette|paiement|montant|mois|fois|versements|solde|creance)
(calendrier|planning|agenda) (de |d )?(paiement|paiements|reglement|remboursement|versements)
(couper la poire|part|partons|partir) (en deux|sur (deux|trois|quatre|plusieurs))
(deux|trois|quatre|cinq|six|dix|douze|plusieurs|[0-9]+) (mensualites|echeances|versements|fois|tranches|paiements)
(un premier|premier|une premiere|premiere) (versement|acompte|partie|tranche|echeance|paiement) ~ (puis|et|ensuite|le solde|le reste|apres)
(moitie|tiers|quart|partie|acompte) ~ (et|puis|ensuite) ~ (moitie|reste|solde|tiers|complement|etale)
(par semaine|par mois|par quinzaine|chaque (semaine|mois|vendredi|lundi)|tous les (mois|vendredis|lundis|quinze))
(mensualite*|versements reguliers)
""",
    Intent.CONCESSION: f"""
{_ME} (vous |en |le |la |les |peux |peut |pouvons |veux |veux bien |vais |va |allons |ne |n )*(fais grace|fait grace|renonce|renoncons|renoncer|offre|offrons|consens|consentons|cede|abandonne|abandonnons|efface|effacons|supprime|supprimons|retire|retirons|annule|annulons|enleve|enlevons|oublie|oublions|passe sur|ferme les yeux|baisse|baisser|rallonge|rallonger|prolonge|prolonger|reporte|reportons|reporter|repousse|repousser|decale|decaler|accorde|accordons|accorder|laisse|laissons|donne|donnons|octroie|concede|fais cadeau|fais une fleur|fait une fleur|faire une fleur) ~ (delai|mois|jours|semaine|semaines|penalite|penalites|frais|interets|indemnite|indemnites|facture|solde|dette|ardoise|jusqu|remise|echeance|geste|temps|port|prix|report|montant|fleur|reste)
(ok|oui|va|d accord|entendu|soit|pas de (souci|probleme)|c est (bon|d accord|ok)|tres bien) (pour|avec) (le |la |un |une |fin |ce |cette |votre |un mois|deux )*~?(report|delai|jours|mois|semaines|janvier|fevrier|mars|avril|remise|decalage|fin)
(d accord|entendu|ok|bon|soit|allez|va) (on |je |nous |vous |alors )*(payez|reglez|prenez|decale|decalons|repousse|reporte|oublie|efface|annule|payerez|reglerez)
(vous pouvez|vous pourrez) (payer|regler|prendre) ~ (plus tard|delai|apres|mois|quand|remise)
(prenez|gardez|profitez de) (encore|la remise|l escompte|un mois|deux mois|une semaine|quinze|le temps qu il)
(acceptons|accepte) (de |le |ce |votre )*(decaler|reporter|repousser|report|delai|decalage|attendre)
(veux|voulons|peux|peut) bien (attendre|patienter|accepter|decaler|reporter)
je ne (compterai|compte|facturerai|reclamerai|prendrai) pas (les |de |d |vos |l )*(penalite*|frais|interets|indemnite*)
remise de (deux|trois|cinq|dix|[0-9]+)
""",
    Intent.CONDITIONAL: """
si vous (me |m |nous |n |ne |le |la |les |l |y |en )*(aide*|payez|reglez|versez|acceptez|signez|tenez|respectez|faites|donnez|soldez|vous|envoyez|prenez|virez|proposez|honorez|montez)
(je|on|nous) ~ (a (la )?condition|des que|des lors|si vous|si le|sous reserve|contre|en echange|moyennant|des reception|quand (c est|ce sera|j aurai)|apres (le|votre|reception)|une fois (que|le|la)|seulement si|uniquement si|tant que|a partir du moment)
(a condition|des lors que|pourvu que|tant que|a partir du moment|sous reserve|moyennant|en contrepartie|en retour|en echange|donnant donnant|pour autant que|a charge de)
(donnez|payez|reglez|versez|faites|signez|envoyez|virez) (moi |nous |m en |la |le |les |un |une )*~ et (je|on|nous)
(vous|tu) (me |m |nous )?(payez|reglez|versez|signez|soldez|donnez|faites) ~ (et )?(je|on|nous) (vous |le |la |les |debloque*|libere*|livre*|leve|efface|suspens|accorde)
contre (un|une|l|votre|la|des) (acompte|caution|versement|garantie|traite|engagement|paiement|signature)
(mais|ok) ~ (il me faut|j ai besoin d|je veux|premier versement|acompte) ~ (d abord|avant|part|part ce|aujourd|immediat*)
un (effort|geste|pas) ~ (si|a condition|condition|contre|en echange)
""",
    Intent.REFUSAL: """
(ne|n|pas) (peux|pouvons|peut|pourrai|pourrons|pourra|irai|irons|signerai|signerons|ferai|ferons|accorderai|changerai|modifierai|accepterai|accepterons|cederai|saurais)( malheureusement| vraiment| donc| plus| absolument)? (pas|plus)
(je|on|nous) (peux|peut|pourra|pourrai) (vraiment )?(pas|plus)
(c est|ce sera|ce serait|ca me semble|cela me parait|demande) (malheureusement |vraiment |tout simplement )*(non|exclu|impossible|hors de question|inenvisageable|inacceptable pour|refuse|insuffisant|insuffisante)
(ca|cela|ce) (ne )?(va|sera|me convient|nous convient|convient|passera|marche|suffit) (donc |vraiment |malheureusement |etre )*pas
(ne va pas|va pas) (etre )?possible
(je|nous|on) (maintiens|maintenons|campe|reste|restons) (sur )?(ma|notre|mes|nos|la meme) (position|positions|demande)
(je dois|nous devons|je suis oblige* de|je prefere|je me vois contraint* de) (refuser|decliner|dire non|m opposer)
(je|nous) (refuse|refusons|decline|declinons|m oppose|nous opposons|rejette)
(pas question|hors de question|non merci|c est non|impossible|niet|sans facon)
(au dela|depasse) (de )?(ce que|mon mandat|mes|nos|mon pouvoir|c est|je|nous)
(il n y aura|on n aura|vous n aurez) (pas|plus|aucun|aucune) (de |d )?(delai|remise|report|geste|autre)
n (ai|avons) pas (l autorisation|le droit|le pouvoir|la possibilite|les moyens) (de|d)
(cette|votre) (offre|proposition) (est|reste|me parait) (insuffisante|trop|inacceptable|irrecevable)
je ne suis pas d accord
pas (faire )?mieux
""",
    Intent.ARGUMENT: """
(penalites|interets|agios) (de retard )?(courent|s ajoutent|tournent|commencent|augmentent|sont dus|dus|s accumulent)
(chaque|un) (mois|jour|semaine|retard) ~ (coute|couter|nous coute|augmente|pese)
(plus vous (attendez|tardez))
(vous (y gagnez|economisez|evitez|eviteriez|gagneriez|y gagneriez|beneficiez))
(cela|ca|payer) ~ (eviterait|evite|eviter|economiser|gagner|epargne*) ~ (frais|penalites|interets|euros|procedure|argent)
(la marchandise|la livraison|les pieces|le materiel|la prestation|le produit|le service) ~ (livre*|utilise*|recu*|installe*|realise*|conforme)
(livraison|marchandise|commande) ~ sans (reserve|reserves|contestation)
(rien ne justifie|le litige ne porte|la contestation ne porte|ne porte que sur|une petite partie|la partie non contestee)
(votre|vos|dans votre) (interet|cotation|notation|score|image aupres|dossier aupres)
(cotation|dgccrf|amende administrative)
(nos|notre|mes) (propres )?(fournisseurs|salaries|tresorerie|charges|banque|marge|equipes) ~ (attendent|n attendent|attend|souffre|paye*|payer|aussi|serre|fragile)
(notre|rempli) (part|partie) (du|de notre) (contrat|travail|marche)
(vous avez|avez) (signe|accepte|valide|approuve) (nos|le|la|les|notre|ce)
(taux|indemnite|penalites|delai) (de |d |legal|legale|maximum|maximal|prevu|prevues|prevue|est|sont)
""",
    Intent.GUARANTEE: """
(garant|garants|garante|cautionn*|nanti*|suretes?|aval|avals|gages?)
lettre (de confort|d intention|de garantie)
""",
    Intent.SOLUTION: f"""
{_ME} (vous |le |la |les |l |lui |me |m |nous |en |peux |vais |va |allons |fais |faire |peut )*(renvoie|renvoyer|corrige|corriger|corrigeons|rectifie|rectifier|remplace|remplacons|remplacer|reprends|reprend|reprenons|refais|refaire|reparer|repare|transmets|transmettre|transmettons|relance|recherche|rechercher|regarde|regarder|regardons|etudie|etudier|traite|traiter|regle ca|prends en charge|prends en main|charge|depose|deposer|redepose|lance|lancer|contacte|contacter|mets en contact|mets en relation|isole|isoler|debloque|debloquer|regularise|regulariser|engage a vous|occupe|fais intervenir|organise|aide|aider|accompagne|accompagner|trouve|trouver|cherche|chercher) ~ (facture|duplicata|avoir|piece|pieces|adresse|erreur|litige|reclamation|probleme|situation|solution|suite|avec|service|portail|collegue|marchandise|transporteur|enquete|technicien|ligne|palettes|commercial|rendez|numero|logistique|transport|arrangement)
(voyons|cherchons|trouvons|regardons|etudions|construisons|batissons|essayons de trouver) ~ (ensemble|solution|solutions|arrangement|compromis|ce qu on peut|comment faire|terrain)
(on|nous) (va|allons|peut|pourrait|trouvera|finira par) (bien )?(trouver|chercher|voir|s arranger|s entendre|regarder) ~ (solution|arrangement|accord|terrain|ensemble|entente|comment)
terrain d entente
(comment|que|qu est ce que|en quoi) (puis je|je peux|pourrais je|pouvons nous|on peut) ~ (aider|faire pour|faciliter|vous soulager)
(on|nous) (met|mettons|isole|isolons|laisse|laissons) ~ (de cote|a part|litige)
(isolons|separons|mettons|sortons|retirons) (de cote |a part )?(la|le|les|ce) ~ (ligne|litige|partie|conteste*|litigieu*)
(je|on|nous) (fais|faisons|fait|ferai|ferons|ferait) (le necessaire|tout (mon|notre) possible|au plus vite|rectifier|corriger|suivre|verifier|remonter l erreur)
(je|on|nous) (s en|m en|nous en) (occupe|occupons|occuperai|charge|chargeons)
(on|nous) s en (occupe|charge)
(je|on|nous) (m assure|veille|veillerai|veillons|me renseigne|me rapproche|arrange|arrangeons|accelere|accelerons|simplifie|repare|reparons|remplace|remplacons|remplacera|echange|echangeons|rembourse|remboursons) ~
(nous|on) (prend|prenons|prendra) (en|a notre|ca|cela) (charge|compte|en charge)
(nous|on|je) (allons|va|vais) (vous )?(corriger|rectifier|refaire|renvoyer|remplacer|reprendre|reparer|resoudre|traiter|etablir|emettre|deposer|redeposer|debloquer|simplifier|arranger|organiser|regulariser)
(voici|voila) (ce que je|ma|la|une) (vous )?(propose|proposition|solution)
(une|la|votre|cette) (facture corrigee|facture rectificative|solution|note de credit)
(vous )?(recevrez|aurez) ~ (avoir|duplicata|facture corrigee|nouvelle facture|remplacement|reponse)
(je m engage|on s engage|nous nous engageons) (a|de)
je (m en charge|m en occupe|prends (le probleme|ca|cela|le dossier|la main|les choses))
""",
    Intent.ESCALATION: """
(mon|ma|mes|notre|nos) (chef|responsable|directeur|directrice|direction|superieur|superieure|hierarchie|patron|boss|comite|directions|dirigeants|n plus un|president)
(en referer|faire remonter|fais remonter|je remonte|remonter le dossier|comite de credit|echelon superieur|niveau au dessus)
(pas|plus) (a moi de|de mon ressort|de mon niveau) (decider)?
cette decision ne (m appartient|depend|releve)
""",
    Intent.CLOSING: """
(parfait|super|genial|nickel|impeccable|entendu|excellent|tres bien|ok|d accord|voila) (on (est|fait|part|dit|se)|nous (sommes|avons)|c est|je (note|compte|prends|retiens)|merci|marche|affaire|a (lundi|mardi|mercredi|jeudi|vendredi|demain|bientot|plus|tres|tout))
(marche|affaire) (conclu|conclue|entendue|reglee)
(merci|remercie) (pour|de|d) (votre|vos|m avoir|ce|cet|le) (temps|accueil|ecoute|consacre|disponibilite|echange|appel|collaboration|comprehension|accorde)
(bonne|belle|excellente|douce) (fin de )?(journee|soiree|semaine|matinee|apres midi|continuation|reception|fin)
(au revoir|a bientot|a tres (vite|bientot)|a plus tard|a la prochaine|au plaisir|bon week|bon weekend)
(je|nous) (note|notons|prends|prenons|retiens|compte|enregistre) (bien |bonne |donc |tout |votre |note |cet |cette |sur )*(note|engagement|accord|promesse|vous|date|cela|ca)
c est (note|convenu|entendu|acte|parti|tout bon|regle|cale|valide|enregistre|bien note|d accord)
(on|nous) (fait|fera|faisons|ferons|est|sommes|reste|part) (comme (ca|convenu|cela|dit)|ainsi|cales?|d accord|ok|bons|la dessus)
(nous voila|on tombe|nous tombons) d accord
(on se|nous nous|je vous) (reparle|rappelle|recontacte|rappellerai|reparlons|revoit|tiens au courant) (lundi|mardi|mercredi|jeudi|vendredi|demain|la semaine|dans|le|ce|pour|bientot)
tope la
je vous laisse (travailler|a|retourner|tranquille|vaquer)
""",
    Intent.RECAP: """
(je|on|nous) (vous )?(recapitul*|reprends|resume|resumons|formalise|formalisons|confirme|confirmons|enverrai|envoie|envoyons|mets|mettons|ecris|adresse|transmets) ~ (mail|courriel|ecrit|message|recap*|confirmation|accord|email|compte rendu|protocole|echeancier)
(recapitulons|resumons|pour recapituler|en recapitulant|on recapitule)
(je recapitule|je reprends|on resume|recap|je resume|je note) ~ (€|euros|moitie|solde)
(confirmez|confirmer|repondre|repondez|validez|envoyez|envoyer|mettez) (moi |nous |le |la |ca |cela |donc )*~ (mail|courriel|ecrit|retour de mail)
(vous )?(recevrez|recevez|aurez|allez recevoir|trouverez) ~ (mail|courriel|message|recap*|confirmation|ecrit|recapitulatif)
(petit|un|mon|ce) (mail|courriel|ecrit|recap|recapitulatif|message) (de confirmation|pour (que|confirmer|recapituler|tout)|recapitulatif|reprenant)
(par ecrit|noir sur blanc) (pour|ce que|notre|tout|que|afin)
je (vous )?(mets|mettrai|envoie|confirme) (ca|cela|tout|le tout|tout ca) (par|dans|en)
(accord|echange|tout|ca|cela) (par|de|en) (ecrit|mail|courriel)
donc ~ (euros|€) ~ (lundi|mardi|mercredi|jeudi|vendredi|le|demain|fin) ~ (virement|cheque|prelevement|solde|reste)
""",
    Intent.WAIT: """
(rappelez|recontactez|appelez|tenez|contactez|prevenez) (moi|nous) (quand|des|lorsque|au courant|si|plus tard|un autre|informe*|dans)
(on|nous) (en )?(reparle|reparlera|reparlerons|verra|verrons|attend|attendra|patiente|patientera|se rappelle|s appelle) (plus tard|bien|alors|donc|un peu|encore|le mois|la semaine|dans|apres)
(j attend|j attends|j attendrai|j attendrais|nous attendrons|j attendais) ~ (appel|retour|reponse|nouvelles|signe|rappel|encore|de vos)
je (vais )?(patiente|patienterai|reste dans l attente|reste en attente|vous laisse (voir|revenir|faire|y|le temps|reflechir|tranquillement|organiser))
(des|quand|lorsque) (que )?(vous|tu) (le )?(pouvez|pourrez|aurez|avez|voudrez|serez|saurez|aurais) ~
(des que|aussitot que|quand) (possible|ce sera possible|vous pouvez|vous pourrez)
(voyez|faites|reglez|gerez|organisez) (ca|cela|vous|comme|au|a) (a votre|mieux|tranquillement|comme vous|quand|rythme)
(il n y a |y a )?(pas|aucune|rien) (d |de |ne )?(urgence|urgent|presse|feu)
(ca|cela|rien ne) (peut (bien )?attendre|presse|attendra)
(bon|tant pis|ben|eh bien) (on verra|ca attendra|j attendrai|on attend)
(essayez|tachez) (de|d) (voir|faire)
prenez (tout )?(le|votre) temps (qu|necessaire|de)?
""",
}
"""Patterns as those of ``lexicon``, November 2026: broader, so each was tried on harmless lines."""
