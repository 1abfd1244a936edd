import type { Culture } from './culture'
import { weighted } from './random'

// Family names by their share of the population, as the 2015 census counted them; given names of the last three generations.
const FAMILY =
  '김 2150 이 1470 박 840 최 470 정 430 강 236 조 212 윤 205 장 199 임 165 한 155 오 153 서 151 신 149 권 142 황 140 안 137 송 137 전 112 홍 112 유 129 고 95 문 93 양 92 손 91 배 81 백 77 허 66 남 55 심 54 노 51 하 46 곽 41 성 40 차 39 주 39 우 39 구 39 민 35 류 33 나 32 진 31 지 31 엄 28 채 26 원 26 천 24 방 19 공 18 현 18 함 16 변 16 염 14 여 12 추 12 도 11 소 10 석 9 선 8 설 8 마 8 길 7 연 7 위 6 표 6 명 6 기 5 반 5 남궁 4 황보 2 제갈 1 선우 1'
const WOMEN =
  '서연 지우 서윤 하은 민서 수빈 지민 예은 채원 유진 지원 수아 은서 다은 소율 예린 가은 나연 지현 수진 은지 혜진 민지 은영 미경 지영 현정 은정 경희 영미 정숙 미숙 선영 유나 보람 아름 슬기 하늘 혜원 주연 윤아 소연 지혜 보영 세영 민경 유정 예진 다현 하윤'
const MEN =
  '민준 도윤 서준 하준 지호 준우 현우 건우 우진 선우 민재 지훈 준혁 도현 예준 유준 승우 시우 성민 동현 재현 상현 준호 성호 정훈 영호 진우 상우 민수 성진 재훈 영수 철수 정호 병철 태현 승현 태윤 은우 시윤 지환 승민 재원 한결 민규 현준 기현 종민 용준 경수'
const pairs = FAMILY.split(' ')
const family = weighted(pairs.flatMap((name, index) => (index % 2 === 0 ? [[name, Number(pairs[index + 1])] as const] : [])))
const women = WOMEN.split(' ')
const men = MEN.split(' ')

const TITLES = ['사원', '주임', '대리', '과장', '차장', '부장']
const YEARLY = [34_000_000, 39_000_000, 46_000_000, 57_000_000, 69_000_000, 84_000_000]

export const KOREAN: Culture = {
  companies: ['새봄', '한빛', '누리', '다온', '가온', '미르', '라온', '해솔', '마루', '아라', '두레', '온새미'],
  suffix: '주식회사',
  departments: [
    '경영지원',
    '인사',
    '재무',
    '영업',
    '마케팅',
    '개발',
    '품질관리',
    '연구',
    '생산',
    '구매',
    '물류',
    '고객지원',
    '법무',
    '디자인',
    '데이터',
    '정보보안',
    '기획',
    '홍보',
    '해외사업',
    '시설관리',
  ],
  team: (name, place) => (place === 0 ? `${name}팀` : `${name} ${place + 1}팀`),
  titles: TITLES,
  leads: { company: '대표이사', department: '팀장', group: '파트장' },
  pay: { currency: 'KRW', yearly: YEARLY, roundTo: 10_000, raise: [0.015, 0.06] },
  headers: {
    departments: ['부서코드', '부서명', '부서장사번'],
    employees: ['사번', '이름', '성별', '생년월일', '입사일', '직급', '부서코드', '관리자사번', '재직상태', '퇴사일', '이메일'],
    salaries: ['사번', '금액', '통화', '시작일', '종료일'],
  },
  words: { F: '여', M: '남', active: '재직', left: '퇴직' },
  name: (random, gender) => family(random) + random.pick(gender === 'F' ? women : men),
}
