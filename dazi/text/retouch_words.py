"""How people call what can be changed about a picture, in Chinese and English; knows no grammar and no pixels."""

# fmt: off
COLOURS = {
    "red": r"大?红|\bred ", "orange": r"橙|橘|\borange ", "yellow": r"黄|\byellow ", "green": r"绿|\bgreen ", "blue": r"蓝|\bblue ",
    "purple": r"紫|\bpurple ", "pink": r"粉|\bpink ", "white": r"白|\bwhite ", "black": r"黑|\bblack ", "grey": r"灰|银|\bgr[ae]y |\bsilver ",
    "brown": r"棕|褐|咖啡|\bbrown ", "gold": r"金|\bgold(?:en)? ",
}
# What is put on a face or a head. Longer names stand before shorter ones that they hold.
WEAR = {
    "dealwithit": r"(?:像素|大佬|马赛克)(?:风)?(?:的)?墨镜|thug ?life(?: glasses)?|deal with it(?: glasses)?|pixel (?:sun)?glasses",
    "sunglasses": r"墨镜|太阳(?:眼)?镜|蛤蟆镜|sunglasses|\bshades\b",
    "goggles": r"护目镜|泳镜|滑雪镜|\bgoggles\b",
    "hearteyes": r"爱心眼(?:睛)?|花痴眼|heart[- ]eyes",
    "stareyes": r"星星眼(?:睛)?|star[- ]eyes",
    "glasses": r"(?:黑框|金丝)?眼镜|\b(?:eye)?glasses\b|\bspectacles\b",
    "santa": r"圣诞帽(?:子)?|圣诞老人的?帽子?|(?:santa|christmas|xmas) hat",
    "graduation": r"(?:学士|毕业|博士|硕士)帽|graduation (?:cap|hat)",
    "wizard": r"(?:巫师|魔法|女巫|魔术师?)帽(?:子)?|(?:wizard|witch)(?:'s)? hat",
    "chef": r"(?:厨师|大厨)帽(?:子)?|chef(?:'s)? hat",
    "party": r"(?:生日|派对)帽(?:子)?|(?:party|birthday) hat",
    "cowboy": r"牛仔帽(?:子)?|cowboy hat",
    "straw": r"草帽|渔夫帽|遮阳帽|(?:straw|sun) hat",
    "top-hat": r"(?:高|大)?礼帽|绅士帽|top hat",
    "beret": r"贝雷帽|画家帽|\bberet\b",
    "beanie": r"(?:毛线|针织|毛|冷)帽(?:子)?|\bbeanie\b|wool(?:ly|en)? hat",
    "pirate": r"海盗帽(?:子)?|pirate hat",
    "helmet": r"头盔|安全帽|\bhelmet\b|hard hat",
    "crown": r"皇冠|王冠|小?冠冕|\bcrown\b|\btiara\b",
    "flower": r"花环|花冠|头上?插?(?:朵|一朵)花|(?:头花|小花|簪花)|flower crown|\bflowers? in (?:my|her|his|the) hair",
    "catears": r"猫耳(?:朵)?|猫咪耳朵|喵耳|cat ears?",
    "bunnyears": r"兔耳(?:朵)?|兔子耳朵|bunny ears?|rabbit ears?",
    "antlers": r"(?:麋)?鹿角|\bantlers\b|reindeer (?:horns|antlers)",
    "horns": r"(?:恶魔|小恶魔|牛)?角(?=$|[^一-鿿]|[吧呗和跟])|恶魔角|牛角|(?:devil )?horns",
    "halo": r"(?:天使)?光[环圈]|\bhalo\b",
    "headphone": r"耳机|\bhead(?:phone|set)s?\b",
    "bow": r"(?:头上?的?)?蝴蝶结|发带|发夹|hair ?bow|\bbow\b(?! ?tie)",
    "bowtie": r"领结|bow ?tie",
    "beard": r"(?:大|络腮|白|长|圣诞老人)胡子|络腮胡|\bbeard\b",
    "whiskers": r"猫(?:咪)?(?:的)?胡[子须]|胡须|\bwhiskers\b",
    "moustache": r"(?:小|山羊|两撇|一撇)?(?:小)?(?:八字)?胡[子茬]|八字胡|mo?u?stache",
    "mask": r"口罩|(?:face|medical) mask|\bmask\b",
    "clown": r"(?:小丑|红)鼻[子头]?|(?:clown|red) nose",
    "pignose": r"猪鼻子?|pig(?:gy)?(?:'s)? (?:nose|snout)",
    "blush": r"腮红|红脸蛋|脸红|红晕|(?:rosy )?\bblush\b|rosy cheeks",
    "tears": r"(?:眼泪|泪水|泪)(?:汪汪)?|哭脸|\btears\b|\bcrying\b",
    "sweat": r"汗(?:珠|水|滴)?|流汗|\bsweat\b",
    "cap": r"(?:棒球|鸭舌)帽|帽子?|\b(?:baseball )?cap\b|\bhat\b",
}
# A head wears one of these, and eyes one of those.
HATS = ("santa", "graduation", "wizard", "chef", "party", "cowboy", "straw", "top-hat", "beret", "beanie", "pirate", "helmet", "crown", "flower", "cap")
OVER_EYES = ("dealwithit", "sunglasses", "goggles", "hearteyes", "stareyes", "glasses")
BACKDROPS = {
    "snowmountain": r"雪山|冰山|阿尔卑斯|珠穆朗玛|snowy? mountains?|\balps\b", "autumnwoods": r"枫(?:叶)?林|银杏林|秋天?的?(?:树林|森林)|autumn (?:woods|forest)",
    "mountain": r"(?:大|高|青|群)?山(?:上|里|顶|间|谷|水)?|泰山|黄山|\bmountains?\b|\bhills?\b", "snow": r"雪地(?:里)?|冰天雪地|南极|北极|雪原|\bsnow(?:field)?\b|antarctica",
    "underwater": r"海底(?:世界)?|水下|深海|\bunder ?water\b|\bunder the sea\b|\bseabed\b", "beach": r"海[边滩岸](?:上)?|沙滩(?:上)?|三亚|马尔代夫|夏威夷|\bbeach\b|\bseaside\b|\bhawaii\b", "island": r"(?:海|荒|小)岛|\bisland\b",
    "sea": r"大?海(?:上|面)?|\bocean\b|\bsea\b", "moon": r"月球(?:上|表面)?|月亮上|(?:on )?the moon\b|\bmoon\b", "mars": r"火星(?:上)?|\bmars\b",
    "space": r"(?:外)?太空|宇宙|银河系?|星空|星际|\b(?:outer )?space\b|\bgalaxy\b|\buniverse\b", "desert": r"沙漠|戈壁|敦煌|\bdesert\b",
    "bamboo": r"竹林|\bbamboo(?: forest)?\b", "sakura": r"樱花(?:树下|林|树|园)|桃花林|cherry blossoms?(?: trees?)?|\bsakura\b", "forest": r"森林|树林|丛林|雨林|\bforest\b|\bjungle\b|\bwoods\b",
    "garden": r"花园|花海|花田|花丛|\bgarden\b", "farm": r"农场|稻田|麦田|田野|\bfarm\b", "meadow": r"(?:大)?草[原地坪]|内蒙古?|\bmeadow\b|\bgrassland\b|\bprairie\b",
    "park": r"公园|游乐[园场]|迪士尼|\bpark\b|\bplayground\b", "river": r"[江湖河](?:边|上|面)?|西湖|池塘|\blake\b|\briver\b", "city": r"(?:大)?(?:城市|都市)|纽约|东京|巴黎|上海|外滩|香港|\bcity\b|\btokyo\b|\bparis\b|\bnew york\b|\bdowntown\b",
    "street": r"街头?(?:上)?|大街|马路|夜市|\bstreet\b", "room": r"卧室|房间|宿舍|\bbed ?room\b|\broom\b", "living": r"客厅|\bliving room\b", "kitchen": r"厨房|\bkitchen\b",
    "office": r"办公室|公司|工位|\boffice\b", "classroom": r"教室|学校|\bclassroom\b|\bschool\b", "library": r"图书馆|书房|书店|\blibrary\b", "shop": r"超市|便利店|商场|\bshop\b|\bstore\b|\bsupermarket\b",
    "restaurant": r"餐厅|饭店|咖啡[馆店厅]|火锅店|\brestaurant\b|\bcaf[eé]\b", "stage": r"(?:大)?舞台|演唱会|\bstage\b|\bconcert\b", "gym": r"健身房|\bgym\b", "stadium": r"(?:足球|篮球|体育)?[球馆]场|体育场|\bstadium\b",
    "sky": r"天空|天上|云[端上]|空中|蓝天白云|\bsky\b|\bclouds\b", "castle": r"城堡|童话(?:世界|王国)?|\bcastle\b|\bfairyland\b", "palace": r"故宫|紫禁城|古镇|寺庙|江南|\bforbidden city\b|\btemple\b",
    "volcano": r"火山|岩浆|\bvolcano\b", "candyland": r"糖果(?:世界|屋)?|甜品(?:王国)?|\bcandy ?land\b", "cinema": r"电影院|\bcinema\b", "train": r"地铁|火车上|高铁|\bsubway\b|\btrain\b",
    "shanshui": r"(?:水墨)?山水(?:画)?", "hearts": r"(?:粉色)?爱心|粉色泡泡|\bhearts\b", "haunted": r"鬼屋|万圣节|\bhaunted house\b", "party": r"生日派对|派对|\bparty\b",
}
# Plain sheets behind a person; each only with a word for the background.
PLAINS = {
    "plain-white": r"(?:纯)?白色?|\bwhite\b", "plain-red": r"(?:大|纯)?红色?|\bred\b", "plain-blue": r"(?:天|纯)?蓝色?|\bblue\b", "plain-black": r"(?:纯)?黑色?(?!白)|\bblack\b(?! and)", "plain-green": r"(?:纯)?绿(?:色|幕)?|\bgreen(?: ?screen)?\b",
    "plain-pink": r"(?:纯)?粉色?|\bpink\b", "plain-yellow": r"(?:纯)?黄色?|\byellow\b", "plain-purple": r"(?:纯)?紫色?|\bpurple\b",
}
SEASONS = {
    "winter": r"冬[天日季]|寒冬|冬(?=$|[^一-鿿])|\bwinter\b", "spring": r"春[天日季]|\bspring\b", "summer": r"夏[天日季]|盛夏|\bsummer\b", "autumn": r"秋[天日季]|深秋|\bautumn\b|\bfall\b(?! ?asleep)",
}
HOURS = {
    "night": r"(?:深|半|黑)?夜(?:晚|里|间|色|景)?|晚上|午夜|\bnight(?:time)?\b|\bmidnight\b", "sunset": r"黄昏|傍晚|夕阳|日落|晚霞|落日|\bsunset\b|\bdusk\b|\bgolden hour\b", "dawn": r"早[上晨]|清晨|日出|黎明|朝阳|\bmorning\b|\bsunrise\b|\bdawn\b",
}
_FALL = r"(?:加|来|下|飘|撒|放|洒|满是)(?:点|些|一点|场|一场|上|起|着|满)*"
WEATHER = {
    "storm": r"打雷|闪电|雷雨|暴风雨|\bthunder(?:storm)?\b|\blightning\b", "rain": r"(?:下|加|来)(?:着|点|场|起|大|小|暴|个)*雨|雨[天中里]|暴雨|大雨|\brain(?:y|ing)?\b", "snow": rf"{_FALL}大?雪(?:花)?|雪[花天中]|\bsnow(?:ing|y|fall|flakes)?\b",
    "petals": r"樱花(?:雨)?|花瓣(?:雨)?|桃花|\bpetals\b|\bcherry blossoms?\b|\bsakura\b", "leaves": r"(?:落|枫|秋)叶|\bfalling leaves\b|\bautumn leaves\b", "fog": r"(?:大|薄)?雾(?:气|蒙蒙)?|\bfog(?:gy)?\b|\bmist\b",
    "fireworks": r"(?:放)?烟花|\bfireworks\b", "confetti": r"彩[带纸](?:屑)?|撒花|\bconfetti\b", "hearts": r"(?:满屏|飘|撒|加)(?:满|点|些|几个|个)*(?:爱心|小?心心|红心)|\b(?:floating )?hearts\b", "bubbles": r"(?:加|飘|吹)?(?:点|些)?泡泡|\bbubbles\b",
    "stars": r"(?:加|满天|撒|满)(?:点|些|满)*(?:繁)?(?:星星?|星光)|星星|\bstars\b", "rainbow": r"(?:加)?(?:道|一道|个)?彩虹|\brainbow\b", "meteor": r"流星(?:雨)?|\bshooting stars?\b|\bmeteors?\b", "money": r"(?:下|撒|飘)(?:点|满)?(?:钱|钞票|红包)|\bmoney rain\b",
}
STYLES = {
    "bw": r"黑白(?:照|片|色)?|灰度|单色|\bblack[ -]?(?:and|&)[ -]?white\b|\bb ?& ?w\b|\bmonochrome\b|\bgr[ae]yscale\b", "sepia": r"老照片|泛黄|(?:民国|年代)(?:风|感)?|\bsepia\b|\bold photo\b", "film": r"胶[片卷]|电影感|\bfilm(?: look| grain)?\b|\bcinematic\b|\banalog\b",
    "hongkong": r"港[风片](?:感)?|王家卫", "japan": r"日系|小清新|\bairy\b", "retro": r"复古|怀旧|\bvintage\b|\bretro\b", "pixel": r"像素(?:风|画|化)?|\b8[- ]?bit\b|\bpixel(?:s|ated| art)?\b", "line": r"素描|线稿|简笔画|铅笔画?|手绘|\bsketch\b|\bpencil(?: drawing)?\b|\bline ?art\b",
    "watercolour": r"水彩(?:画|风)?|\bwater ?colou?rs?\b", "comic": r"漫画(?:风)?|美漫|动漫|卡通|二次元|波普|\bcomic(?: book)?\b|\bcartoon(?:ish)?\b|\bmanga\b|\banime\b|\bpop art\b", "cyber": r"赛博(?:朋克)?|霓虹(?:灯)?|\bcyber(?:punk)?\b|\bneon\b|\bvaporwave\b",
    "oil": r"油画|梵高|印象派|\boil paint(?:ing)?\b|\bvan gogh\b", "guofeng": r"国风|中国风|水墨(?:画)?|古风|国画|\bink(?: wash)?(?: painting)?\b", "papercut": r"剪纸|窗花|\bpaper ?cut\b", "clay": r"[黏粘]土|橡皮泥|\bclay\b", "pastel": r"马卡龙|梦幻|奶油风|少女心|\bpastel\b|\bdreamy\b",
    "invert": r"反[色相转](?:片)?|负片|底片|\binvert(?:ed)?\b|\bnegative\b", "glitch": r"故障(?:风|艺术)?|\bglitch\b", "vhs": r"录像带|\bvhs\b", "poster": r"海报风|\bposterize\b",
}
TONES = {
    "bright": r"(?:调|提|弄)?亮(?:一?点儿?|一?些|度)?|太暗(?:了)?|\bbright(?:er|en)?\b|\blighter\b", "dark": r"(?:调|弄)?暗(?:一?点儿?|一?些|调)|太亮(?:了)?|\bdarke[rn]\b|\bdimmer\b", "warm": r"暖(?:一?点儿?|一?些|色(?:调)?|和)|\bwarm(?:er)?\b",
    "cool": r"冷(?:一?点儿?|一?些|色(?:调)?|调)|\bcool(?:er)?(?: tones?)?\b|\bcolder\b", "vivid": r"鲜[艳亮](?:一?点儿?|一?些)?|(?:更|色彩|颜色)?饱和(?:度)?(?:高)?(?:一?点儿?|一?些)?|\bvivid\b|\bsaturat\w*\b|\bcolou?rful\b", "pale": r"(?:颜色)?[淡浅](?:一?点儿?|一?些)|\bpaler\b|\bfad(?:e|ed)\b|\bmuted\b",
    "contrast": r"对比度?(?:高|强|拉高)?(?:一?点儿?|一?些)?|\bcontrast\b", "sharp": r"锐化|清[晰楚](?:一?点儿?|一?些)|\bsharp(?:er|en)?\b", "soft": r"柔[和光焦](?:一?点儿?|一?些)?|朦胧|\bsoft(?:er|en)?\b", "vignette": r"暗角|\bvignette\b", "blurall": r"模糊(?:一?点儿?|一下)?|糊(?:一?点儿?|一下)|\bblur(?:ry|red)?\b",
}
SHAPES = {
    "square": r"(?:裁|剪|切)?(?:成|个)?(?:正?方形?的?|1\s*[:：比]\s*1)|\bsquare\b|\b1:1\b", "circle": r"(?:裁|剪|切)?(?:成|个)?(?:圆形?的?|圆的)(?:头像)?|\bcircle\b|\bround(?:ed)?\b", "tall": r"(?:裁|剪|切)(?:成)?(?:个)?(?:竖[版的屏图]?|9\s*[:：比]\s*16)|\bcrop (?:it |this )?(?:to |into )?(?:portrait|vertical|9:16)\b", "wide": r"(?:裁|剪|切)(?:成)?(?:个)?(?:横[版的屏图]?|16\s*[:：比]\s*9)|\bcrop (?:it |this )?(?:to |into )?(?:landscape|horizontal|16:9)\b",
    "upside": r"上下(?:颠倒|翻转?|镜像)|倒过来|倒[立着]|颠倒|\bupside[ -]?down\b|\bflip (?:it )?vertical(?:ly)?\b", "mirror": r"镜像|(?:左右|水平)?(?:翻转|对调|反过来|翻过来|翻个面)|\bmirror(?:ed)?\b|\bflip(?:ped)?\b", "turn-left": r"(?:向|往)?左转(?:90度?)?|逆时针(?:转|旋转)?(?:90度?)?|\b(?:rotate|turn) (?:it )?left\b", "turn-right": r"(?:向|往)?右转(?:90度?)?|顺时针(?:转|旋转)?(?:90度?)?|旋转(?:90度?)?|转(?:90度|个方向)|\b(?:rotate|turn)(?: it)?(?: right)?\b(?! into)",
    "close": r"(?:裁|剪|切|放)(?:到|大|出)?(?:脸|头像|大头|特写)|大头照|特写|放大(?:脸|头)?|\bzoom in(?: on (?:the |my )?face)?\b|\bclose[- ]?up\b|\bcrop (?:to )?(?:the |my )?face\b",
}
# What is asked for and can't be done without a large model; each has a sentence of its own.
BEYOND = {
    "remove": r"(?:路人|行人|游客|其他人|别人|那个人|背景里的人|后面的人|电线|杂物)(?:都|全|给我)*(?:删掉?|去掉?|去除|消除|抹掉|擦掉|p掉|P掉|移除|弄走)|(?:删掉?|去掉?|去除|消除|抹掉|擦掉|p掉|P掉|移除|弄走)(?:后面的?|背景里?的?|旁边的?|那些?|这些?|多余的?)*(?:路人|行人|游客|其他人|别人|那个人|人|电线|垃圾桶|杂物)|(?:remove|delete|erase|get rid of|take out) (?:the |that |those |all )?(?:people|person|man|woman|guy|strangers?|tourists?|passers-?by|crowd|photobomber|background people|wires?)",
    "watermark": r"(?:水印|logo|字幕)(?:都|给我)*(?:删掉?|去掉?|去除|消除|抹掉|擦掉|p掉|P掉|移除|弄走)|(?:去掉?|去除|删掉?|p掉|P掉|抹掉|擦掉|消)(?:这个|那个)?(?:水印|logo|字幕|标识|ai标)|(?:remove|erase|delete) (?:the )?(?:watermark|logo|subtitles?|label)",
    "smile": r"(?:让|叫|使)(?:他们?|她们?|我|它|人|这人)(?:都)?(?:笑|哭|睁眼|闭眼|站|坐|跳|跑|飞|说话|动|抬|低|看)|(?:让|把|给|叫)?(?:他们?|她们?|我|它|人)?(?:笑(?:一下|一个|起来|着|得)|别哭|闭上?嘴|张(?:开)?嘴|闭眼|睁(?:开)?眼|睁大眼睛?|转(?:过)?头|抬头|看镜头|换个表情|比(?:个)?(?:耶|心)|挥手|站起来|坐下)|make (?:him|her|me|them|it) (?:smile|laugh|frown|cry|look|blink|stand|sit|wave|dance)|open (?:his|her|my|the) eyes",
    "swap": r"换(?:个|张|一?张)?(?:脸|头)(?!像)|脸换|face ?swap|swap (?:our |the |their |my )?faces?",
    "beauty": r"美颜|磨皮|瘦脸|瘦一?点|瘦身|大长腿|长腿|拉长腿|大眼|祛痘|去痘|去皱(?:纹)?|美白|变美|变帅|p好看|P好看|年轻(?:一?点|十岁|\d+岁)|\b(?:slimm?er|thinner|skinnier|younger|prettier|smooth(?:er)? skin|remove (?:the |my )?(?:acne|pimples?|wrinkles?))\b",
    "clothes": r"换(?:一?[身件套个条])?(?:衣服|西装|裙子|衣裳|发型|发色|头发)|穿上?(?:一?[身件套条双])?(?:西装|裙子|汉服|婚纱|制服|衣服|旗袍|礼服|毛衣)|染(?:个|成)?\w{0,3}(?:发|头发)|change (?:my|his|her|the) (?:clothes|outfit|hair(?:style| colou?r)?|dress)|wearing an? (?:suit|dress|uniform)",
    "repair": r"(?:老照片)?修复|变?高清|4k|超分|上色|变清晰|还原清晰|(?:restore|upscale|coloriz?se?|enhance) (?:this|the|it|my)?|\bhd\b",
    "model": r"变成?(?:真人|3d|三维|手办|年轻|老人|小孩|婴儿|动物|猫|狗|男的?|女的?|男生|女生)|(?:turn|make) (?:me|him|her|it|this) (?:in)?to (?:an? )?(?:real person|3d|figurine|baby|old man|old woman|animal|cat|dog|man|woman|boy|girl)",
    "move": r"(?:移动|挪|搬)(?:一下|到|去)?(?:左|右|中间|旁边)|(?:手|脚|头|腿)(?:放|抬|伸|举)|move (?:him|her|it|the \w+) (?:to|left|right)",
}
# fmt: on
