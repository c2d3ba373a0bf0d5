/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "igny-import-alias.h"

/* clang-format off */
const char *const igny_import_aliases[IGNY_IMPORT_N_ROLES] = {
  [IGNY_IMPORT_ROLE_IGNORE] =
    "#|no|no.|nr|nr.|№|row|opportunity",
  [IGNY_IMPORT_ROLE_KEYWORD] =
    "keyword|keywords|query|queries|top queries|search term|search terms|search query|"
    "search queries|phrase|term|key phrase|keyphrase|search keyword|organic keyword|"
    "keyword phrase|keyword text|primary keyword|target keyword|suggestion|suggestions|"
    /* German */
    "suchanfrage|suchanfragen|häufigste suchanfragen|top-suchanfragen|suchbegriff|suchbegriffe|"
    "schlüsselwort|schlüsselwörter|stichwort|"
    /* French */
    "requête|requêtes|requêtes les plus fréquentes|principales requêtes|mot clé|mots clés|mot-clé|"
    "mots-clés|terme de recherche|termes de recherche|"
    /* Spanish */
    "consulta|consultas|consultas principales|principales consultas|palabra clave|palabras clave|"
    "término de búsqueda|términos de búsqueda|"
    /* Portuguese */
    "consultas mais frequentes|consultas principais|palavra-chave|palavras-chave|palavra chave|"
    "palavras chave|termo de pesquisa|termos de pesquisa|"
    /* Italian */
    "query principali|query più frequenti|parola chiave|parole chiave|termine di ricerca|"
    "termini di ricerca|"
    /* Dutch */
    "zoekopdracht|zoekopdrachten|populairste zoekopdrachten|meest gebruikte zoekopdrachten|"
    "zoekwoord|zoekwoorden|zoekterm|zoektermen|trefwoord|trefwoorden|"
    /* Polish */
    "zapytanie|zapytania|najpopularniejsze zapytania|najczęstsze zapytania|słowo kluczowe|"
    "słowa kluczowe|wyszukiwane hasło|wyszukiwane hasła|fraza|"
    /* Russian, Ukrainian */
    "запрос|запросы|популярные запросы|самые популярные запросы|ключевое слово|ключевые слова|"
    "ключевая фраза|ключевые фразы|поисковый запрос|поисковые запросы|фраза|"
    "запит|запити|найпопулярніші запити|ключове слово|ключові слова|"
    /* Turkish */
    "sorgu|sorgular|en çok yapılan sorgular|en popüler sorgular|anahtar kelime|anahtar kelimeler|"
    "arama terimi|"
    /* Vietnamese, Indonesian */
    "từ khóa|từ khoá|cụm từ tìm kiếm|cụm từ tìm kiếm hàng đầu|truy vấn|truy vấn hàng đầu|"
    "kueri|kueri teratas|kata kunci|istilah penelusuran|"
    /* Japanese, Chinese, Korean */
    "キーワード|クエリ|上位のクエリ|検索キーワード|検索クエリ|検索語句|"
    "关键字|关键词|查询|热门查询|排名靠前的查询|搜索字词|關鍵字|關鍵詞|查詢|熱門查詢|熱門查詢項目|"
    "常見查詢|搜尋字詞|키워드|검색어|인기 검색어|"
    /* Nordic, Czech, Hungarian, Romanian, Greek, Finnish */
    "sökfråga|sökfrågor|vanligaste sökfrågorna|populäraste sökfrågorna|sökord|nyckelord|"
    "søgeord|forespørgsel|forespørgsler|populære søgninger|mest populære forespørgsler|søkeord|"
    "søk|populære søk|hakusana|hakusanat|avainsana|avainsanat|suosituimmat kyselyt|kysely|"
    "klíčové slovo|klíčová slova|dotaz|dotazy|nejčastější dotazy|kulcsszó|kulcsszavak|"
    "leggyakoribb lekérdezések|lekérdezés|cuvânt cheie|cuvinte cheie|interogare|interogări|"
    "cele mai frecvente interogări|λέξη-κλειδί|ερώτημα|ερωτήματα|"
    /* Arabic, Hebrew, Thai, Hindi */
    "الكلمة الرئيسية|الكلمات الرئيسية|طلب البحث|طلبات البحث|أهم طلبات البحث|"
    "מילת מפתח|מילות מפתח|שאילתה|שאילתות|שאילתות מובילות|"
    "คีย์เวิร์ด|คำหลัก|คำค้นหา|ข้อความค้นหา|ข้อความค้นหายอดนิยม|कीवर्ड|क्वेरी",
  [IGNY_IMPORT_ROLE_VOLUME] =
    "volume|search volume|avg. monthly searches|avg monthly searches|average monthly searches|"
    "monthly search volume|monthly volume|monthly searches|avg. search volume|"
    "avg. search volume (last known values)|search volume (average)|average search volume|"
    "avg. monthly searches (exact match only)|local monthly searches (exact)|volume range|vol|vol.|"
    "sv|searches|search vol|keyword volume|local volume|us volume|"
    "suchvolumen|durchschn. suchanfragen pro monat|durchschnittliche suchanfragen pro monat|"
    "volume de recherche|nbre moy. de recherches mensuelles|moy. recherches mensuelles|"
    "recherches mensuelles moyennes|volumen de búsqueda|volumen|"
    "promedio de búsquedas mensuales|prom. de búsquedas mensuales|volume de pesquisa|"
    "volume de busca|"
    "média de pesquisas mensais|méd. de pesquisas mensais|volume di ricerca|"
    "media delle ricerche mensili|media ricerche mensili|zoekvolume|"
    "gem. maandelijkse zoekopdrachten|gemiddeld aantal maandelijkse zoekopdrachten|"
    "liczba wyszukiwań|śr. mies. liczba wyszukiwań|średnia miesięczna liczba wyszukiwań|"
    "wolumen|частотность|объем поиска|объём поиска|сред. число запросов в месяц|"
    "среднее число запросов в месяц|arama hacmi|aylık ort. arama sayısı|khối lượng tìm kiếm|"
    "lượng tìm kiếm|số lượt tìm kiếm trung bình hàng tháng|"
    "lượng tìm kiếm trung bình hàng tháng|volume pencarian|"
    "検索ボリューム|月間平均検索ボリューム|搜索量|平均每月搜索量|搜尋量|平均每月搜尋量|검색량|월간 평균 검색량|"
    "frequency|число запросов|показов в месяц|число показов в месяц|"
    "sökvolym|genomsn. antal sökningar per månad|søgevolumen|hledanost|"
    "volume mensuel|volume mensal|volume mensile|monatliches suchvolumen|maandelijks zoekvolume|"
    "miesięczna liczba wyszukiwań|aylık arama hacmi|lượng tìm kiếm hàng tháng|月間検索ボリューム|月間検索数|"
    "检索量|每月搜索量|月搜索量|每月搜尋量|월간 검색량|średni wolumen|"
    "ortalama aylık arama|sökvolym per månad",
  [IGNY_IMPORT_ROLE_VOLUME_LOW] =
    "min volume|min search volume|minimum volume|volume min|volume low|volume (min)",
  [IGNY_IMPORT_ROLE_VOLUME_HIGH] =
    "max volume|max search volume|maximum volume|volume max|volume high|volume (max)",
  [IGNY_IMPORT_ROLE_DIFFICULTY] =
    "difficulty|keyword difficulty|seo difficulty|kd|kd %|kd%|keyword difficulty index|"
    "keyword difficulty %|keyword difficulty (kd)|sd|seo score|difficulty score|kd score|"
    "keyword-schwierigkeit|schwierigkeit|difficulté|difficulté du mot clé|dificultad|"
    "dificultad de la palabra clave|dificuldade|dificuldade da palavra-chave|difficoltà|"
    "difficoltà della parola chiave|moeilijkheid|trudność|сложность|сложность ключевого слова|"
    "zorluk|độ khó|độ khó từ khóa|kesulitan|難易度|キーワード難易度|难度|關鍵字難度|難度|난이도|svårighet|"
    "keyword-difficulty|difficulté seo|difficulté des mots clés|difficulté du mot-clé|"
    "dificultad de palabra clave|dificultad seo|dificuldade de palavra-chave|"
    "dificuldade da palavra chave|difficoltà keyword|difficoltà seo|zoekwoordmoeilijkheid|"
    "moeilijkheidsgraad|trudność słowa kluczowego|trudność frazy|сложность продвижения|"
    "anahtar kelime zorluğu|độ khó của từ khóa|キーワードの難易度|关键词难度|关键字难度|關鍵詞難度|키워드 난이도",
  [IGNY_IMPORT_ROLE_INTENT] =
    "intent|intents|search intent|keyword intent|keyword intents|user intent|main intent|"
    "suchintention|intention|intention de recherche|intención|intención de búsqueda|intenção|"
    "intento|intento di ricerca|zoekintentie|intencja|интент|намерение|niyet|ý định|"
    "mục đích tìm kiếm|検索意図|意图|搜索意图|意圖|搜尋意圖|의도|"
    "suchabsicht|intentions|intention de recherche utilisateur|intención de la búsqueda|"
    "intenção de busca|intenção de pesquisa|intenzione di ricerca|intencja wyszukiwania|"
    "намерение поиска|интент запроса|arama amacı|arama niyeti|ý định tìm kiếm|検索の意図|インテント|搜索意向|"
    "搜尋意向|검색 의도",
  [IGNY_IMPORT_ROLE_INFORMATIONAL] = "informational|is informational",
  [IGNY_IMPORT_ROLE_NAVIGATIONAL] = "navigational",
  [IGNY_IMPORT_ROLE_COMMERCIAL] = "commercial",
  [IGNY_IMPORT_ROLE_TRANSACTIONAL] = "transactional",
  [IGNY_IMPORT_ROLE_BRANDED] = "branded",
  [IGNY_IMPORT_ROLE_LOCAL] = "local",
  [IGNY_IMPORT_ROLE_CPC] =
    "cpc|average cpc|avg. cpc|avg cpc|cost per click|suggested bid|estimated cpc|cpc (avg)|"
    "top of page bid|klickpreis|coût par clic|coste por clic|costo per clic|custo por clique|"
    "koszt kliknięcia|цена за клик|クリック単価|每次点击费用|"
    "kosten pro klick|cpc moyen|cpc medio|cpc médio|gemiddelde cpc|kosten per klik|"
    "średni koszt kliknięcia|цена клика|стоимость клика|tıklama başına maliyet|"
    "giá mỗi nhấp chuột|chi phí mỗi lượt nhấp|平均クリック単価|每次点击成本|每次點擊成本|平均每次點擊出價|클릭당비용|클릭당 비용",
  [IGNY_IMPORT_ROLE_BID_LOW] =
    "top of page bid (low range)|low top of page bid|low bid|"
    "gebot für obere seitenpositionen (unterer bereich)|"
    "gebot für obere positionen (niedriger bereich)|enchère de haut de page (fourchette basse)|"
    "enchère de haut de page (valeurs inférieures)|"
    "puja por la parte superior de la página (intervalo bajo)|"
    "puja en la parte superior de la página (rango bajo)|"
    "lance na parte superior da página (faixa inferior)|"
    "offerta per inizio pagina (intervallo inferiore)|"
    "bod bovenaan pagina (laag bereik)|ставка для показа вверху стр. (мин.)|"
    "giá thầu đầu trang (phạm vi thấp)|"
    "niedrigstes gebot für obere seitenposition|stawka za górę strony (dolny zakres)|"
    "stawka za najwyższą pozycję (dolny zakres)|sayfanın üst kısmı için teklif (düşük aralık)|"
    "ページ上部に掲載された広告の入札単価（低額帯）|ページ上部に掲載された広告の入札単価 (低額帯)|"
    "页首出价（低位区间）|页首出价 (低位区间)|頁首出價 (低價範圍)|상단 페이지 입찰가(낮은 범위)|페이지 상단 입찰가(낮은 범위)|"
    "ставка для показа вверху страницы (нижний диапазон)|"
    "ставка для показа вверху стр. (нижний диапазон)",
  [IGNY_IMPORT_ROLE_BID_HIGH] =
    "top of page bid (high range)|high top of page bid|high bid|"
    "gebot für obere seitenpositionen (oberer bereich)|"
    "gebot für obere positionen (hoher bereich)|enchère de haut de page (fourchette haute)|"
    "enchère de haut de page (valeurs supérieures)|"
    "puja por la parte superior de la página (intervalo alto)|"
    "puja en la parte superior de la página (rango alto)|"
    "lance na parte superior da página (faixa superior)|"
    "offerta per inizio pagina (intervallo superiore)|"
    "bod bovenaan pagina (hoog bereik)|ставка для показа вверху стр. (макс.)|"
    "giá thầu đầu trang (phạm vi cao)|"
    "höchstes gebot für obere seitenposition|stawka za górę strony (górny zakres)|"
    "stawka za najwyższą pozycję (górny zakres)|sayfanın üst kısmı için teklif (yüksek aralık)|"
    "ページ上部に掲載された広告の入札単価（高額帯）|ページ上部に掲載された広告の入札単価 (高額帯)|"
    "页首出价（高位区间）|页首出价 (高位区间)|頁首出價 (高價範圍)|상단 페이지 입찰가(높은 범위)|페이지 상단 입찰가(높은 범위)|"
    "ставка для показа вверху страницы (верхний диапазон)|"
    "ставка для показа вверху стр. (верхний диапазон)",
  [IGNY_IMPORT_ROLE_CURRENCY] =
    "currency|währung|devise|moneda|moeda|valuta|waluta|валюта|para birimi|đơn vị tiền tệ|tiền tệ|"
    "mata uang|通貨|货币|貨幣|통화",
  [IGNY_IMPORT_ROLE_COMPETITION] =
    "competition|competitive density|paid competition|ppc competition|com.|"
    "wettbewerb|wettbewerbsdichte|concurrence|competencia|concorrência|concorrenza|"
    "concurrentie|konkurencja|конкуренция|уровень конкуренции|rekabet|"
    "mức độ cạnh tranh|cạnh tranh|persaingan|競合性|竞争程度|競爭程度|경쟁|"
    "poziom konkurencji|競合|竞争|競爭|경쟁도|rekabet düzeyi|mededinging|densité concurrentielle|"
    "densidad competitiva|densidade competitiva|densità competitiva",
  [IGNY_IMPORT_ROLE_COMPETITION_INDEX] =
    "competition (indexed value)|competition index|paid difficulty|ppc|pd|"
    "wettbewerb (indexierter wert)|concurrence (valeur indexée)|competencia (valor indexado)|"
    "concorrência (valor indexado)|concorrenza (valore indicizzato)|"
    "concurrentie (geïndexeerde waarde)|конкуренция (индексированное значение)|"
    "cạnh tranh (giá trị được lập chỉ mục)|"
    "konkurencja (wartość indeksowana)|rekabet (dizine eklenmiş değer)|競合性（インデックス値）|"
    "競合性 (インデックス値)|竞争程度（指数值）|竞争程度 (索引值)|競爭程度 (索引值)|경쟁(색인 값)|경쟁도(색인 값)",
  [IGNY_IMPORT_ROLE_COUNTRY] =
    "country|country code|market|locale|database|db|location|land|pays|país|paese|kraj|страна|ülke|"
    "quốc gia|negara|国|国家|國家|국가|"
    "ländercode|code pays|código de país|código do país|codice paese|landcode|kod kraju|"
    "код страны|ülke kodu|mã quốc gia|国コード|国家代码|국가 코드|standort|emplacement|ubicación|località|"
    "lokalizacja|местоположение|konum kodu",
  [IGNY_IMPORT_ROLE_TREND] =
    "trend|trends|search trend|history trend|sv trend|volume trend|interest over time|"
    "trendy|tendenz|tendance|tendances|tendencia|tendencias|tendência|tendências|tendenza|"
    "tendenze|trendlijn|тренд|тренды|динамика|eğilim|xu hướng|トレンド|傾向|趋势|趨勢|추세|추이|트렌드|"
    "search volume trend|12 month trend|monthly trend",
  [IGNY_IMPORT_ROLE_CLICKS] =
    "clicks|url clicks|klicks|clics|clic|clicks totales|cliques|klikken|kliknięcia|клики|кліки|"
    "tıklamalar|tıklama sayısı|số lượt nhấp|lượt nhấp|klik|クリック数|クリック|点击次数|點擊|點擊次數|"
    "클릭수|클릭|klick|kliks|klikk|prokliky|klikkaukset|kattintások|clicuri|κλικ|النقرات|קליקים|"
    "จำนวนคลิก|การคลิก",
  [IGNY_IMPORT_ROLE_IMPRESSIONS] =
    "impressions|impressionen|impresiones|impressões|impressioni|vertoningen|wyświetlenia|показы|"
    "покази|gösterimler|gösterim sayısı|số lượt hiển thị|lượt hiển thị|tayangan|表示回数|"
    "展示|展示次数|曝光|曝光次數|노출|노출수|exponeringar|visningar|eksponeringer|visninger|"
    "zobrazení|näyttökerrat|megjelenések|afișări|εμφανίσεισ|مرات الظهور|חשיפות|"
    "จำนวนการแสดงผล|การแสดงผล",
  [IGNY_IMPORT_ROLE_CTR] =
    "ctr|url ctr|site ctr|click-through rate|click through rate|avg. ctr|average ctr|klickrate|"
    "taux de clics|tco|to|"
    "rkt|点击率|點閱率|クリック率|掲載 ctr|klikfrekvens|pct. clics|prozent klicks",
  [IGNY_IMPORT_ROLE_POSITION] =
    "position|avg. position|average position|current position|avg position|rank|ranking|"
    "average ranking|pos.|durchschnittliche position|posición|posición media|posição|"
    "posição média|posizione|posizione media|position moyenne|positie|pozycja|średnia pozycja|"
    "позиция|средняя позиция|позиція|konum|ortalama konum|vị trí|vị trí trung bình|posisi|"
    "掲載順位|平均掲載順位|排名|平均排名|排序|平均排序|게재순위|게재 순위|placering|plassering|"
    "genomsnittlig position|pozice|sijainti|pozíció|poziție|θέση|الموضع|מיקום|อันดับ",
  [IGNY_IMPORT_ROLE_TARGET_URL] =
    "target url|url|current url|ranking url|landing page|page url|top url|seite|adresse url|"
    "ziel-url|ziel url|url cible|url de destino|url destino|url di destinazione|doel-url|"
    "bestemmings-url|docelowy adres url|docelowy url|целевой url|целевая страница|hedef url|"
    "url đích|対象url|ターゲットurl|目标网址|目标url|目標網址|대상 url|landing page url|destination url|"
    "ranking page",
  [IGNY_IMPORT_ROLE_GROUP] =
    "parent keyword|parent topic|keyword group|group|group name|label|labels|topic|category|"
    "ad group|list|class|theme|gruppe|thema|kategorie|groupe|catégorie|grupo|categoría|"
    "label name|label id|topic name|topic id|group id|class name|category name|subcategory|"
    "categoria|gruppo|группа|категория|sheet|intent label|topic cluster|"
    "groep|grupa|grup|gruplar|nhóm|nhóm từ khóa|グループ|キーワードグループ|分组|关键字组|組別|群組|그룹|키워드 그룹|"
    "palabra clave principal|mot clé parent|übergeordnetes keyword|parola chiave principale|"
    "темы|тема|konu|chủ đề|トピック|主题|主題|주제|onderwerp|temat|tema|argomento|thème|pillar|pillar page",
  [IGNY_IMPORT_ROLE_INDUSTRY] = "industry|"
    "branche|secteur|secteur d'activité|industria|indústria|settore|branża|отрасль|sektör|ngành|"
    "業界|行业|產業|업종",
  [IGNY_IMPORT_ROLE_SECTOR] = "sector",
  [IGNY_IMPORT_ROLE_STATUS] = "status|"
    "statut|estado|stato|статус|durum|trạng thái|ステータス|状态|狀態|상태|zustand",
  [IGNY_IMPORT_ROLE_TAGS] =
    "tags|tag|labels list|étiquettes|étiquette|etiquetas|etiqueta|etichette|etiketten|tagi|tagy|"
    "теги|метки|"
    "etiketler|thẻ|タグ|标签|標籤|태그",
  [IGNY_IMPORT_ROLE_NOTES] =
    "notes|note|comment|comments|remarks|notizen|notiz|kommentar|anmerkungen|remarques|commentaire|"
    "commentaires|notas|nota|comentario|comentarios|comentários|opmerkingen|notatki|uwagi|заметки|"
    "примечания|комментарий|notlar|ghi chú|メモ|備考|备注|備註|메모",
  [IGNY_IMPORT_ROLE_SERP_URLS] =
    "serp urls|serp url|serp results|top urls|top 10 urls|top ranking urls|ranking urls|"
    "result urls|"
    "results urls|top results|competing urls|organic results",
  [IGNY_IMPORT_ROLE_CLUSTER] =
    "cluster|cluster name|keyword cluster|cluster label|cluster id|кластер|clúster|"
    "grupo semántico|grappe|agrupamento|klaster|küme|cụm|cụm từ khóa|"
    "クラスター|クラスタ|聚类|关键词聚类|叢集|群集|클러스터|themencluster|cluster di parole chiave",
  [IGNY_IMPORT_ROLE_SEGMENT] = "segmentation",
};

const char *const igny_import_weak_keywords =
  "text|title|titles|question|questions|sentence|utterance|name|search|seed keyword|example|"
  "document|titel|titre|título|titolo|frage|pregunta|вопрос";

const char *const igny_import_month_beginnings =
  "searches|search volume|volume|sv|suchanfragen|recherches|búsquedas|pesquisas|ricerche|"
  "zoekopdrachten|wyszukiwania|запросы|число запросов|lượt tìm kiếm|tìm kiếm|検索数|検索|"
  "搜索|搜索次数|搜索量|搜尋|搜尋次數|검색|검색수|aramalar|sökningar|penelusuran";
/* clang-format on */
